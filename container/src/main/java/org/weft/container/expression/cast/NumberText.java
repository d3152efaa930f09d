package org.weft.container.expression.cast;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How numbers are written in texts, as in DuckDB: digits may be parted by single underscores,
 * integers may be hexadecimal or binary.
 */
final class NumberText {
  private static final String DIGITS = "[0-9](?:_?[0-9])*";

  private static final Pattern DECIMAL =
      Pattern.compile("[+-]?(?:D(?:\\.(?:D)?)?|\\.D)(?:[eE][+-]?[0-9]+)?".replace("D", DIGITS));

  private static final Pattern OTHER_BASE =
      Pattern.compile("0(?:[xX](?<hex>[0-9a-fA-F](?:_?[0-9a-fA-F])*)|[bB](?<bin>[01](?:_?[01])*))");

  /** Longer exponents are not worth a number of that many digits: no integer type holds it. */
  private static final int MAX_DIGITS = 40;

  private NumberText() {}

  /** A number as Java reads it. */
  static Optional<String> decimal(String text) {
    return DECIMAL.matcher(text).matches() ? Optional.of(text.replace("_", "")) : Optional.empty();
  }

  /** A whole number; what has a fraction is rounded, a half away from zero. */
  static Optional<BigInteger> integer(String text) {
    Matcher other = OTHER_BASE.matcher(text);
    if (other.matches()) {
      String hex = other.group("hex");
      String digits = hex == null ? other.group("bin") : hex;
      return Optional.of(new BigInteger(digits.replace("_", ""), hex == null ? 2 : 16));
    }
    Optional<String> number = decimal(text);
    if (number.isEmpty()) {
      return Optional.empty();
    }
    BigDecimal value;
    try {
      value = new BigDecimal(number.get());
    } catch (NumberFormatException e) { // an exponent beyond any number's
      return Optional.empty();
    }
    long magnitude = (long) value.precision() - value.scale();
    if (magnitude > MAX_DIGITS) {
      return Optional.empty();
    }
    return Optional.of(
        magnitude < 0 ? BigInteger.ZERO : value.setScale(0, RoundingMode.HALF_UP).toBigInteger());
  }
}
