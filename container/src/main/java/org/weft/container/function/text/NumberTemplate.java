package org.weft.container.function.text;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.weft.container.expression.tree.Failures;

/**
 * A format of numbers as in Spark, Oracle and PostgreSQL, in its parts: 9 and 0 for digits, a comma
 * or G between groups, a point or D, $ or L for the currency, S or MI for a sign on either side, PR
 * for angle brackets around negative numbers, FM in front for no more than what is needed.
 *
 * @param digits in front of the point, with commas; may be empty
 * @param fraction the digits behind the point
 */
record NumberTemplate(
    String digits, String fraction, Point point, Currency currency, Sign sign, Width width) {
  private static final Pattern FORMAT =
      Pattern.compile(
          "(FM)?(S|MI)?([$L])?([09](?:[09,G]*[09])?)?([.D]([09]*))?([$L])?(S|MI|PR)?",
          Pattern.CASE_INSENSITIVE);

  enum Point {
    NONE,
    WRITTEN
  }

  enum Currency {
    NONE,
    FIRST,
    LAST
  }

  enum Sign {
    NONE,
    S_FIRST,
    S_LAST,
    MI_FIRST,
    MI_LAST,
    PR
  }

  enum Width {
    PADDED,
    NEEDED
  }

  /**
   * Reads a format.
   *
   * @throws org.weft.planner.error.WeftException if it is none
   */
  static NumberTemplate of(String format) {
    Matcher matcher = FORMAT.matcher(format);
    boolean fits =
        matcher.matches()
            && (matcher.group(2) == null || matcher.group(8) == null)
            && (matcher.group(3) == null || matcher.group(7) == null)
            && (matcher.group(4) != null
                || (matcher.group(6) != null && !matcher.group(6).isEmpty()));
    if (!fits) {
      throw Failures.badValue("'" + format + "' is no format of numbers")
          .hint("write one such as 999,990.00 or S9G999D99");
    }
    String digits = matcher.group(4) == null ? "" : matcher.group(4);
    return new NumberTemplate(
        digits.toUpperCase(Locale.ROOT).replace('G', ','),
        matcher.group(6) == null ? "" : matcher.group(6),
        matcher.group(5) == null ? Point.NONE : Point.WRITTEN,
        matcher.group(3) != null
            ? Currency.FIRST
            : matcher.group(7) != null ? Currency.LAST : Currency.NONE,
        sign(matcher.group(2), matcher.group(8)),
        matcher.group(1) == null ? Width.PADDED : Width.NEEDED);
  }

  private static Sign sign(String first, String last) {
    if (first != null) {
      return first.equalsIgnoreCase("S") ? Sign.S_FIRST : Sign.MI_FIRST;
    }
    if (last == null) {
      return Sign.NONE;
    }
    return switch (last.toUpperCase(Locale.ROOT)) {
      case "S" -> Sign.S_LAST;
      case "MI" -> Sign.MI_LAST;
      default -> Sign.PR;
    };
  }

  boolean hasCurrency() {
    return currency != Currency.NONE;
  }
}
