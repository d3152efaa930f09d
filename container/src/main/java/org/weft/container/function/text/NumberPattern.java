package org.weft.container.function.text;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.weft.container.expression.tree.Failures;

/**
 * A format of numbers as in Spark and Oracle: 9 and 0 for digits, a comma or G between groups, a
 * point or D, $ or L for the currency, S or MI for a sign on either side, PR for angle brackets
 * around negative numbers.
 */
public final class NumberPattern {
  private static final Pattern FORMAT =
      Pattern.compile(
          "(S|MI)?([$L])?([09](?:[09,G]*[09])?)?(?:[.D]([09]*))?([$L])?(S|MI|PR)?",
          Pattern.CASE_INSENSITIVE);

  private final String places;
  private final Sign sign;
  private final boolean isSignFirst;
  private final Pattern written;

  private enum Sign {
    NONE,
    S,
    MI,
    PR
  }

  /**
   * Reads a format.
   *
   * @throws org.weft.planner.error.WeftException if it is none
   */
  public NumberPattern(String format) {
    Matcher matcher = FORMAT.matcher(format);
    boolean fits =
        matcher.matches()
            && (matcher.group(1) == null || matcher.group(6) == null)
            && (matcher.group(2) == null || matcher.group(5) == null)
            && (matcher.group(3) != null
                || (matcher.group(4) != null && !matcher.group(4).isEmpty()));
    if (!fits) {
      throw Failures.badValue("'" + format + "' is no format of numbers")
          .hint("write one such as 999,990.00 or S9G999D99");
    }
    String digits = matcher.group(3) == null ? "" : matcher.group(3);
    places = digits.toUpperCase(Locale.ROOT).replace('G', ',');
    String fraction = matcher.group(4) == null ? "" : matcher.group(4);
    boolean hasCurrency = matcher.group(2) != null || matcher.group(5) != null;
    String signs = matcher.group(1) != null ? matcher.group(1) : matcher.group(6);
    sign = signs == null ? Sign.NONE : Sign.valueOf(signs.toUpperCase(Locale.ROOT));
    isSignFirst = matcher.group(1) != null;
    written = Pattern.compile(pattern(fraction.length(), hasCurrency ? "\\$" : ""));
  }

  /** The texts that are numbers in this format: the first groups of digits may be left out. */
  private String pattern(int decimals, String currency) {
    String number = "(" + integer() + "(?:\\.\\d{0," + decimals + "})?)";
    String minus =
        switch (sign) {
          case NONE, PR -> "";
          case S -> "([+-]?)";
          case MI -> "([- ]?)";
        };
    if (sign == Sign.PR) {
      return "(<)?" + currency + number + ">?";
    }
    return isSignFirst ? minus + currency + number : currency + number + minus;
  }

  private String integer() {
    String[] groups = places.split(",");
    List<String> choices = new ArrayList<>();
    for (int first = 0; first < groups.length; first++) {
      boolean isWhole = first == 0 && groups[0].startsWith("0");
      int digits = groups[first].length();
      StringBuilder choice =
          new StringBuilder("\\d{" + (isWhole ? digits : first + 1 < groups.length ? 1 : 0));
      choice.append(',').append(digits).append('}');
      for (int i = first + 1; i < groups.length; i++) {
        choice.append(",\\d{").append(groups[i].length()).append('}');
      }
      choices.add(choice.toString());
      if (places.startsWith("0")) {
        break;
      }
    }
    return "(?:" + String.join("|", choices) + ")";
  }

  /** The number of a text; null if it is none in this format. */
  public BigDecimal read(String text) {
    Matcher matcher = written.matcher(text.strip());
    if (!matcher.matches()) {
      return null;
    }
    int number = sign == Sign.PR || (isSignFirst && sign != Sign.NONE) ? 2 : 1;
    String digits = matcher.group(number).replace(",", "");
    boolean isBracketed = text.strip().endsWith(">");
    if (digits.isEmpty() || digits.equals(".")) {
      return null;
    }
    if (sign == Sign.PR && isBracketed != (matcher.group(1) != null)) {
      return null;
    }
    boolean isNegative =
        switch (sign) {
          case NONE -> false;
          case PR -> isBracketed;
          default -> "-".equals(matcher.group(3 - number));
        };
    BigDecimal value = new BigDecimal(digits);
    return isNegative ? value.negate() : value;
  }
}
