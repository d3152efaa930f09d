package org.weft.planner.setting;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * One knob.
 *
 * @param name as written in SQL, with underscores; in files and on the command line {@code
 *     weft.<name>}, with {@code -} or {@code _}
 * @param byDefault the value when nothing is said, in the spelling {@code parse} reads; empty for
 *     none
 * @param unit what a number counts, such as {@code bytes}; empty for none
 * @param parse reads the text; throws {@link IllegalArgumentException} for a bad one
 * @param help one sentence
 */
public record Setting<T>(
    String name, String byDefault, String unit, Function<String, T> parse, String help) {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_.]*");
  private static final Pattern DIRECTORY = Pattern.compile("([a-zA-Z][a-zA-Z0-9+.-]*:)?/.*");

  public Setting {
    requireNonNull(parse, "parse");
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("no name for a setting: " + name);
    }
  }

  /** Reads one of {@code true false on off 1 0}. */
  public static Boolean parseFlag(String text) {
    return switch (text.toLowerCase(java.util.Locale.ROOT)) {
      case "true", "on", "1" -> Boolean.TRUE;
      case "false", "off", "0" -> Boolean.FALSE;
      default -> throw new IllegalArgumentException("not true or false: " + text);
    };
  }

  /** Reads a whole number of bytes with an optional suffix k, m, g or t (of 1024). */
  public static Long parseBytes(String text) {
    String lower = text.toLowerCase(java.util.Locale.ROOT).replace("ib", "").replaceAll("b$", "");
    if (lower.isEmpty()) {
      throw new IllegalArgumentException("not a number of bytes: " + text);
    }
    int shift = "kmgt".indexOf(lower.charAt(lower.length() - 1)) + 1;
    String digits = shift == 0 ? lower : lower.substring(0, lower.length() - 1);
    long number = Long.parseLong(digits.trim());
    if (number < 0) {
      throw new IllegalArgumentException("not a number of bytes: " + text);
    }
    return Math.multiplyExact(number, 1L << (10 * shift));
  }

  /** Reads an absolute path of any file system; none if the text is blank. */
  static String parseDirectory(String text) {
    String path = text.trim();
    if (!path.isEmpty() && !DIRECTORY.matcher(path).matches()) {
      throw new IllegalArgumentException("not an absolute path: " + path);
    }
    return path;
  }

  /** Reads absolute local paths separated by commas; none if the text is blank. */
  public static List<String> parseDirectories(String text) {
    List<String> paths =
        Arrays.stream(text.split(",")).map(String::trim).filter(path -> !path.isEmpty()).toList();
    for (String path : paths) {
      if (!path.startsWith("/")) {
        throw new IllegalArgumentException("not an absolute local path: " + path);
      }
    }
    return paths;
  }
}
