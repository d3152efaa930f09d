package org.weft.container.expression.cast;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Floating numbers as text in DuckDB's form: as few digits as tell the number, {@code 1.5}, {@code
 * 1e+20}, {@code 1e-07}, {@code nan}, {@code inf}.
 */
final class RealText {
  /** Numbers below 10 to this power are written without an exponent. */
  private static final int MOST_DIGITS = 16;

  private static final int LEAST_EXPONENT = -4;

  private RealText() {}

  static String show(float value) {
    String special = special(value);
    if (special != null) {
      return special;
    }
    BigDecimal digits = new BigDecimal(Float.toString(value));
    BigDecimal shorter = shortened(digits);
    return written(shorter.floatValue() == value ? shorter : digits, value < 0);
  }

  static String show(double value) {
    String special = special(value);
    if (special != null) {
      return special;
    }
    BigDecimal digits = new BigDecimal(Double.toString(value));
    BigDecimal shorter = shortened(digits);
    return written(shorter.doubleValue() == value ? shorter : digits, value < 0);
  }

  private static String special(double value) {
    if (Double.isNaN(value)) {
      return "nan";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "inf" : "-inf";
    }
    if (value == 0) {
      return 1 / value < 0 ? "-0.0" : "0.0";
    }
    return null;
  }

  /** Java 17 sometimes gives a digit more than needed. */
  private static BigDecimal shortened(BigDecimal digits) {
    BigDecimal bare = digits.stripTrailingZeros();
    return bare.setScale(bare.scale() - 1, RoundingMode.HALF_EVEN).stripTrailingZeros();
  }

  private static String written(BigDecimal number, boolean negative) {
    BigDecimal bare = number.abs().stripTrailingZeros();
    String digits = bare.unscaledValue().toString();
    int exponent = digits.length() - 1 - bare.scale();
    StringBuilder text = new StringBuilder(negative ? "-" : "");
    if (exponent < LEAST_EXPONENT || exponent >= MOST_DIGITS) {
      text.append(digits.charAt(0));
      if (digits.length() > 1) {
        text.append('.').append(digits, 1, digits.length());
      }
      text.append('e').append(exponent < 0 ? '-' : '+');
      return text.append(Math.abs(exponent) < 10 ? "0" : "").append(Math.abs(exponent)).toString();
    }
    String plain = bare.toPlainString();
    return text.append(plain).append(bare.scale() <= 0 ? ".0" : "").toString();
  }
}
