package org.weft.container.function.number;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;
import org.weft.container.expression.tree.Failures;

/** Functions of integers. */
public final class Integers {
  private static final int MAX_FACTORIAL = 33;
  private static final int MAX_DIGITS = 64;

  private Integers() {}

  public static BigDecimal factorial(long n) {
    if (n < 0) {
      throw Failures.badValue("there is no factorial of " + n);
    }
    if (n > MAX_FACTORIAL) {
      throw new ArithmeticException("factorial of " + n);
    }
    BigInteger product = BigInteger.ONE;
    for (long i = 2; i <= n; i++) {
      product = product.multiply(BigInteger.valueOf(i));
    }
    return new BigDecimal(product);
  }

  public static long gcd(long a, long b) {
    return BigInteger.valueOf(a).gcd(BigInteger.valueOf(b)).longValueExact();
  }

  public static long lcm(long a, long b) {
    return a == 0 || b == 0 ? 0 : Math.absExact(Math.multiplyExact(a / gcd(a, b), b));
  }

  /** The bits moved up, none lost. */
  public static long shiftLeft(long value, long by) {
    if (by < 0 || value < 0) {
      throw Failures.badValue(
          "only bits of numbers from 0 can be moved, by 0 or more: " + value + " << " + by);
    }
    if (value == 0) {
      return 0;
    }
    if (by >= Long.numberOfLeadingZeros(value)) {
      throw new ArithmeticException(value + " << " + by);
    }
    return value << by;
  }

  public static long shiftRight(long value, long by) {
    return by < 0 || by > 63 ? 0 : value >> by;
  }

  public static long shiftRightUnsigned(long value, long by) {
    return by < 0 || by > 63 ? 0 : value >>> by;
  }

  public static int bit(long value, long place) {
    if (place < 0 || place > 63) {
      throw Failures.badValue("an integer has the bits 0 to 63, not " + place);
    }
    return (int) (value >>> place) & 1;
  }

  /** The digits in a base, filled up with zeros. */
  public static String toBase(long value, long base, long digits) {
    checkBase(base);
    if (value < 0 || digits < 0 || digits > MAX_DIGITS) {
      throw Failures.badValue("to_base takes numbers from 0 and at most " + MAX_DIGITS + " digits");
    }
    String text = Long.toString(value, (int) base).toUpperCase(Locale.ROOT);
    return "0".repeat((int) Math.max(0, digits - text.length())) + text;
  }

  private static void checkBase(long base) {
    if (base < Character.MIN_RADIX || base > Character.MAX_RADIX) {
      throw Failures.badValue("a base is 2 to 36, not " + base);
    }
  }

  /**
   * A number of one base in another, as unsigned 64 bits, or signed if the target is negative; null
   * if it starts with no digit.
   */
  public static String convert(String number, long from, long to) {
    checkBase(from);
    checkBase(Math.abs(to));
    String text = number.strip();
    boolean negative = text.startsWith("-");
    int start = negative ? 1 : 0;
    int end = start;
    while (end < text.length() && Character.digit(text.charAt(end), (int) from) >= 0) {
      end++;
    }
    if (end == start) {
      return null;
    }
    BigInteger value = new BigInteger(text.substring(start, end), (int) from);
    BigInteger wrap = BigInteger.ONE.shiftLeft(64);
    if (value.bitLength() > 64) {
      throw new ArithmeticException("more than 64 bits");
    }
    if (negative) {
      value = value.negate();
    }
    if (to > 0 && value.signum() < 0) {
      value = value.add(wrap);
    } else if (to < 0) {
      value = BigInteger.valueOf(value.longValue());
    }
    return value.toString((int) Math.abs(to)).toUpperCase(Locale.ROOT);
  }
}
