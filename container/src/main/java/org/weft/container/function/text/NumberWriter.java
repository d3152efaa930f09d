package org.weft.container.function.text;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Writes numbers in a format: see {@link NumberTemplate}. As in Spark the text has as many
 * characters as the format, a sign that is not in it takes no room, and a number with too many
 * digits in front of the point is written as #; as in PostgreSQL a negative number has its sign
 * whether the format has one or not, and digits behind the point are rounded.
 */
public final class NumberWriter {
  private final NumberTemplate template;
  private final int places;

  /**
   * Reads the format.
   *
   * @throws org.weft.planner.error.WeftException if it is none
   */
  public NumberWriter(String format) {
    this.template = NumberTemplate.of(format);
    this.places = (int) template.digits().chars().filter(place -> place != ',').count();
  }

  /** The number as text; null, a number that is none or endless, as too large. */
  public String write(BigDecimal number) {
    String text = number == null ? signed(filled(), false) : finite(number);
    return template.width() == NumberTemplate.Width.NEEDED ? text.strip() : text;
  }

  private String finite(BigDecimal number) {
    BigDecimal rounded = number.setScale(template.fraction().length(), RoundingMode.HALF_UP);
    BigDecimal size = rounded.abs();
    String whole = size.toBigInteger().toString();
    if (whole.equals("0") && places == 0) {
      whole = "";
    }
    String digits = whole.length() > places ? filled() : written(size, whole);
    return signed(digits, rounded.signum() < 0);
  }

  private String filled() {
    return template.digits().replaceAll("[09]", "#")
        + (template.point() == NumberTemplate.Point.WRITTEN ? "." : "")
        + "#".repeat(template.fraction().length());
  }

  private String written(BigDecimal rounded, String whole) {
    String point = "";
    String fraction = "";
    if (!template.fraction().isEmpty()) {
      String plain = rounded.toPlainString();
      fraction = plain.substring(plain.indexOf('.') + 1);
      point = ".";
    } else if (template.point() == NumberTemplate.Point.WRITTEN) {
      point = template.width() == NumberTemplate.Width.NEEDED ? "." : " ";
    }
    return grouped(whole) + point + needed(fraction);
  }

  /** With FM, zeros at the end are left out in the places of 9. */
  private String needed(String fraction) {
    int end = fraction.length();
    while (template.width() == NumberTemplate.Width.NEEDED
        && end > 0
        && fraction.charAt(end - 1) == '0'
        && template.fraction().charAt(end - 1) == '9') {
      end--;
    }
    return fraction.substring(0, end);
  }

  /** From the right, in the places of the format; zeros from its first 0 on, else spaces. */
  private String grouped(String whole) {
    String places = template.digits();
    int firstZero = places.indexOf('0');
    StringBuilder text = new StringBuilder();
    int next = whole.length() - 1;
    for (int i = places.length() - 1; i >= 0; i--) {
      boolean isShown = next >= 0 || (firstZero >= 0 && i >= firstZero);
      if (places.charAt(i) == ',') {
        text.append(isShown ? ',' : ' ');
      } else if (next >= 0) {
        text.append(whole.charAt(next));
        next--;
      } else {
        text.append(isShown ? '0' : ' ');
      }
    }
    return text.reverse().toString();
  }

  /** Signs and the currency stand beside the digits, behind the spaces. */
  private String signed(String digits, boolean isNegative) {
    int start = 0;
    while (start < digits.length() && digits.charAt(start) == ' ') {
      start++;
    }
    String sign = isNegative ? "-" : "+";
    String minus = isNegative ? "-" : " ";
    String first =
        switch (template.sign()) {
          case S_FIRST -> sign;
          case MI_FIRST -> minus;
          case PR -> isNegative ? "<" : "";
          case NONE -> isNegative ? "-" : "";
          case S_LAST, MI_LAST -> "";
        };
    String last =
        switch (template.sign()) {
          case S_LAST -> sign;
          case MI_LAST -> minus;
          case PR -> isNegative ? ">" : "  ";
          case NONE, S_FIRST, MI_FIRST -> "";
        };
    String before = template.currency() == NumberTemplate.Currency.FIRST ? "$" : "";
    String behind = template.currency() == NumberTemplate.Currency.LAST ? "$" : "";
    return digits.substring(0, start) + first + before + digits.substring(start) + behind + last;
  }
}
