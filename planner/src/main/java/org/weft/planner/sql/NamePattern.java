package org.weft.planner.sql;

import java.util.regex.Pattern;

/**
 * What SHOW … LIKE compares names with: {@code %} and {@code *} are any characters, {@code _} is
 * one, {@code |} stands between alternatives; case does not count.
 */
public final class NamePattern {
  private final Pattern regex;

  public NamePattern(String pattern) {
    StringBuilder written = new StringBuilder();
    for (char c : pattern.toCharArray()) {
      switch (c) {
        case '%', '*' -> written.append(".*");
        case '_' -> written.append('.');
        case '|' -> written.append('|');
        default -> written.append(Pattern.quote(String.valueOf(c)));
      }
    }
    this.regex =
        Pattern.compile(written.toString(), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
  }

  /** True if a name is meant. */
  public boolean matches(String name) {
    return regex.matcher(name).matches();
  }
}
