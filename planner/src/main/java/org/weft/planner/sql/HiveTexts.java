package org.weft.planner.sql;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Texts as Hive writes separators: {@code '\t'}, {@code '\001'}. */
final class HiveTexts {
  private static final Pattern OCTAL = Pattern.compile("\\\\([0-3][0-7]{2})");

  /** What stands between fields if nothing is said of it. */
  static final String SEPARATOR = "\u0001";

  /** What is written for null if nothing is said of it. */
  static final String NULL = "\\N";

  private HiveTexts() {}

  /** The characters that a text stands for. */
  static String unescaped(String text) {
    Matcher octal = OCTAL.matcher(text);
    String plain =
        octal.replaceAll(
            found ->
                Matcher.quoteReplacement(
                    String.valueOf((char) Integer.parseInt(found.group(1), 8))));
    return plain.replace("\\t", "\t").replace("\\\\", "\\");
  }
}
