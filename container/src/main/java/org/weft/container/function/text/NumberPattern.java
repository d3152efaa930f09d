package org.weft.container.function.text;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads numbers that are written in a format: see {@link NumberTemplate}. */
public final class NumberPattern {
  private final NumberTemplate.Sign sign;
  private final String places;
  private final Pattern written;

  /**
   * Reads a format.
   *
   * @throws org.weft.planner.error.WeftException if it is none
   */
  public NumberPattern(String format) {
    NumberTemplate template = NumberTemplate.of(format);
    sign = template.sign();
    places = template.digits();
    written =
        Pattern.compile(pattern(template.fraction().length(), template.hasCurrency() ? "\\$" : ""));
  }

  /** The texts that are numbers in this format: the first groups of digits may be left out. */
  private String pattern(int decimals, String currency) {
    String number = "(" + integer() + "(?:\\.\\d{0," + decimals + "})?)";
    return switch (sign) {
      case NONE -> currency + number;
      case PR -> "(<)?" + currency + number + ">?";
      case S_FIRST -> "([+-]?)" + currency + number;
      case S_LAST -> currency + number + "([+-]?)";
      case MI_FIRST -> "([- ]?)" + currency + number;
      case MI_LAST -> currency + number + "([- ]?)";
    };
  }

  private boolean isSignFirst() {
    return sign == NumberTemplate.Sign.S_FIRST || sign == NumberTemplate.Sign.MI_FIRST;
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
    int number = sign == NumberTemplate.Sign.PR || isSignFirst() ? 2 : 1;
    String digits = matcher.group(number).replace(",", "");
    boolean isBracketed = text.strip().endsWith(">");
    if (digits.isEmpty() || digits.equals(".")) {
      return null;
    }
    if (sign == NumberTemplate.Sign.PR && isBracketed != (matcher.group(1) != null)) {
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
