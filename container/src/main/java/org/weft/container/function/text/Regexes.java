package org.weft.container.function.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.weft.container.expression.tree.Failures;

/** Regular expressions of Java, with the options and replacements of DuckDB. */
public final class Regexes {
  private static final Pattern POSIX_CLASS = Pattern.compile("\\[:(\\^?)([a-z]+):\\]");

  private static final Map<String, String> POSIX_NAMES =
      Map.ofEntries(
          Map.entry("alnum", "Alnum"),
          Map.entry("alpha", "Alpha"),
          Map.entry("ascii", "ASCII"),
          Map.entry("blank", "Blank"),
          Map.entry("cntrl", "Cntrl"),
          Map.entry("digit", "Digit"),
          Map.entry("graph", "Graph"),
          Map.entry("lower", "Lower"),
          Map.entry("print", "Print"),
          Map.entry("punct", "Punct"),
          Map.entry("space", "Space"),
          Map.entry("upper", "Upper"),
          Map.entry("xdigit", "XDigit"));

  private Regexes() {}

  /** Compiles a pattern with options such as {@code i}; {@code g} is left to the caller. */
  public static Pattern compile(String pattern, String options) {
    int flags = Pattern.UNIX_LINES;
    for (char option : options.toCharArray()) {
      switch (option) {
        case 'i' -> flags |= Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;
        case 's' -> flags |= Pattern.DOTALL;
        case 'l' -> flags |= Pattern.LITERAL;
        case 'c', 'm', 'n', 'p', 'g' -> {
          // the defaults, and what is not the pattern's
        }
        default ->
            throw Failures.badValue("no option '" + option + "' of a regular expression")
                .hint("use some of c, g, i, l, m and s");
      }
    }
    try {
      boolean isLiteral = (flags & Pattern.LITERAL) != 0;
      return Pattern.compile(isLiteral ? pattern : translated(pattern), flags);
    } catch (PatternSyntaxException e) {
      throw Failures.badValue(
          "not a regular expression: '" + pattern + "', " + e.getDescription().toLowerCase());
    }
  }

  /** What other engines write otherwise than Java: named groups and classes such as [:alpha:]. */
  private static String translated(String pattern) {
    String named = pattern.replace("(?P<", "(?<");
    return named.contains("[:")
        ? POSIX_CLASS
            .matcher(named)
            .replaceAll(
                found -> {
                  String name = found.group(2);
                  String known = POSIX_NAMES.get(name);
                  return Matcher.quoteReplacement(
                      known == null
                          ? found.group()
                          : (found.group(1).isEmpty() ? "\\p{" : "\\P{") + known + "}");
                })
        : named;
  }

  /** Matching a text; a pattern too deep for it is an error of the value. */
  public static <T> T run(Supplier<T> work) {
    try {
      return work.get();
    } catch (StackOverflowError e) {
      throw Failures.badValue("a text is too long for its regular expression");
    }
  }

  public static boolean finds(Pattern pattern, String text) {
    return run(() -> pattern.matcher(text).find());
  }

  public static boolean matches(Pattern pattern, String text) {
    return run(() -> pattern.matcher(text).matches());
  }

  /** The group of the first match, or null if nothing matches. */
  public static String extract(Pattern pattern, String text, long group) {
    return run(
        () -> {
          Matcher matcher = pattern.matcher(text);
          if (group < 0 || group > matcher.groupCount() || !matcher.find()) {
            return null;
          }
          String found = matcher.group((int) group);
          return found == null ? "" : found;
        });
  }

  /** The group of every match; null in the place of a match without it. */
  public static List<String> extractAll(Pattern pattern, String text, long group) {
    return run(
        () -> {
          List<String> all = new ArrayList<>();
          Matcher matcher = pattern.matcher(text);
          if (group > matcher.groupCount()) {
            throw Failures.badValue(
                    "the pattern has "
                        + matcher.groupCount()
                        + " groups, and none of number "
                        + group)
                .hint("group 0 is the whole match");
          }
          while (group >= 0 && matcher.find()) {
            all.add(matcher.group((int) group));
          }
          return all;
        });
  }

  /** The groups of the first match, or all of it if there are none; null if nothing matches. */
  public static List<String> groups(Pattern pattern, String text) {
    return run(
        () -> {
          Matcher matcher = pattern.matcher(text);
          if (!matcher.find()) {
            return null;
          }
          List<String> groups = new ArrayList<>();
          for (int i = Math.min(1, matcher.groupCount()); i <= matcher.groupCount(); i++) {
            groups.add(matcher.group(i));
          }
          return groups;
        });
  }

  /** The text with everything escaped that means something in a pattern. */
  public static String escape(String text) {
    StringBuilder escaped = new StringBuilder();
    text.codePoints()
        .forEach(
            point -> {
              boolean isPlain = point >= 128 || point == '_' || Character.isLetterOrDigit(point);
              if (!isPlain) {
                escaped.append('\\');
              }
              escaped.appendCodePoint(point);
            });
    return escaped.toString();
  }
}
