package org.weft.container.function.text;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import org.weft.container.expression.tree.Failures;

/**
 * How one value is written: {@code >8.2f} in a format, {@code -8.2f} in printf.
 *
 * @param align {@code <}, {@code >} or {@code ^}; 0 for numbers right, others left
 * @param sign {@code +} or a space in front of positive numbers, or 0
 * @param grouping between thousands, or 0
 * @param precision digits behind the point, or characters of a text; -1 if not told
 * @param type a letter such as d, x, f, e, s; 0 if not told
 * @param alternate {@code #} for numbers that tell their base: 0xff; else 0
 */
record FieldFormat(
    String fill,
    char align,
    char sign,
    int width,
    char grouping,
    int precision,
    char type,
    char alternate) {
  static final FieldFormat PLAIN = new FieldFormat(" ", '\0', '\0', 0, '\0', -1, '\0', '\0');

  private static final int MAX_WIDTH = 100_000;

  FieldFormat {
    if (width > MAX_WIDTH || precision > MAX_WIDTH) {
      throw Failures.badValue("a format of more than " + MAX_WIDTH + " characters");
    }
  }

  /** The same with another width; a negative one is that of text on the left. */
  FieldFormat wide(long newWidth) {
    long size = Math.abs(Math.max(-MAX_WIDTH - 1, Math.min(MAX_WIDTH + 1, newWidth)));
    char side = newWidth < 0 ? '<' : align;
    return new FieldFormat(fill, side, sign, (int) size, grouping, precision, type, alternate);
  }

  /** The value: Long, BigDecimal, Double, Boolean or String. */
  String write(Object value) {
    if (value instanceof Boolean flag && isInteger()) {
      return write(flag ? 1L : 0L);
    }
    if (value instanceof BigDecimal number && number.scale() == 0 && isInteger()) {
      return padded(signed(number.signum() < 0, grouped(number.abs().toPlainString())), '>');
    }
    if (value instanceof Long number) {
      return padded(integer(number), '>');
    }
    if (value instanceof Double || value instanceof BigDecimal) {
      return padded(real((Number) value), '>');
    }
    if (type != '\0' && type != 's') {
      throw unfit(value instanceof Boolean ? "boolean" : "string");
    }
    String text = value.toString();
    return padded(precision < 0 ? text : Pieces.left(text, precision), '<');
  }

  private RuntimeException unfit(String kind) {
    return Failures.badValue("the format '" + type + "' does not take a " + kind);
  }

  private String integer(long value) {
    String digits =
        switch (type) {
          case '\0', 'd', 'i', 'u', 'n', 'L' -> grouped(magnitude(value));
          case 'x' -> base("0x") + Long.toHexString(value);
          case 'X' -> base("0X") + Long.toHexString(value).toUpperCase(Locale.ROOT);
          case 'o' -> base("0") + Long.toOctalString(value);
          case 'b', 'B' -> base("0" + type) + Long.toBinaryString(value);
          case 'c' -> Character.toString((int) value);
          case 'f', 'F', 'e', 'E', 'g', 'G' -> null;
          default -> throw unfit("number");
        };
    if (digits == null) {
      return real(BigDecimal.valueOf(value));
    }
    return type == '\0' || isInteger() ? signed(value < 0, digits) : digits;
  }

  private boolean isInteger() {
    return type == 'd' || type == 'i' || type == 'u' || type == 'n' || type == 'L';
  }

  private String base(String prefix) {
    return alternate == '#' ? prefix : "";
  }

  private static String magnitude(long value) {
    String digits = Long.toString(value);
    return value < 0 ? digits.substring(1) : digits;
  }

  private String signed(boolean negative, String digits) {
    return negative ? "-" + digits : sign == '\0' ? digits : sign + digits;
  }

  private String real(Number value) {
    double real = value.doubleValue();
    if (Double.isNaN(real) || Double.isInfinite(real)) {
      return signed(real < 0, Double.isNaN(real) ? "nan" : "inf");
    }
    BigDecimal exact = value instanceof BigDecimal decimal ? decimal : new BigDecimal(real);
    boolean negative = exact.signum() < 0 || (value instanceof Double && 1 / real < 0);
    BigDecimal size = exact.abs();
    int digits = precision < 0 ? 6 : precision;
    String text =
        switch (type) {
          case '\0' ->
              precision < 0 ? grouped(plain(value)) : general(size, Math.max(1, precision));
          case 'f', 'F' -> grouped(size.setScale(digits, RoundingMode.HALF_EVEN).toPlainString());
          case 'e', 'E' -> scientific(size, digits);
          case 'g', 'G' -> general(size, Math.max(1, digits));
          default -> throw unfit("float");
        };
    String cased = Character.isUpperCase(type) ? text.toUpperCase(Locale.ROOT) : text;
    return signed(negative, cased);
  }

  /** The shortest digits that mean the number, with an exponent if it is small or large. */
  private static String plain(Number value) {
    if (value instanceof BigDecimal decimal) {
      return decimal.abs().toPlainString();
    }
    BigDecimal digits =
        new BigDecimal(Double.toString(Math.abs(value.doubleValue()))).stripTrailingZeros();
    int exponent = digits.precision() - digits.scale() - 1;
    if (digits.signum() != 0 && (exponent < -4 || exponent > 15)) {
      return String.format(Locale.ROOT, "%." + (digits.precision() - 1) + "e", digits);
    }
    return digits.scale() <= 0 ? digits.toPlainString() + ".0" : digits.toPlainString();
  }

  private static String scientific(BigDecimal value, int digits) {
    return String.format(Locale.ROOT, "%." + digits + "e", value);
  }

  /** Short: as %e for small and large exponents, without zeros at the end. */
  private static String general(BigDecimal value, int digits) {
    if (value.signum() == 0) {
      return "0";
    }
    BigDecimal rounded = value.round(new java.math.MathContext(digits, RoundingMode.HALF_EVEN));
    int exponent = rounded.precision() - rounded.scale() - 1;
    if (exponent < -4 || exponent >= digits) {
      String text = scientific(rounded, digits - 1);
      return text.replaceFirst("\\.?0*e", "e");
    }
    return rounded.stripTrailingZeros().toPlainString();
  }

  private String grouped(String digits) {
    if (grouping == '\0') {
      return digits;
    }
    int point = digits.indexOf('.');
    int end = point < 0 ? digits.length() : point;
    StringBuilder result = new StringBuilder();
    for (int i = 0; i < end; i++) {
      if (i > 0 && (end - i) % 3 == 0) {
        result.append(grouping);
      }
      result.append(digits.charAt(i));
    }
    return result.append(digits.substring(end)).toString();
  }

  private String padded(String text, char usual) {
    int missing = width - text.codePointCount(0, text.length());
    if (missing <= 0) {
      return text;
    }
    char side = align != '\0' ? align : usual;
    if (side == '=') {
      boolean hasSign = !text.isEmpty() && "+- ".indexOf(text.charAt(0)) >= 0;
      int at = hasSign ? 1 : 0;
      return text.substring(0, at) + fill.repeat(missing) + text.substring(at);
    }
    int left = side == '<' ? 0 : side == '>' ? missing : missing / 2;
    return fill.repeat(left) + text + fill.repeat(missing - left);
  }
}
