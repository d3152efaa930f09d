package org.weft.io.text;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import org.weft.planner.memory.Memory;
import org.weft.planner.type.DecimalType;

/**
 * Reads numbers that are spelt in ASCII, with white space around them. For one thread: a method
 * says whether the text is a number, the result is then in the reader.
 *
 * <p>The loops allocate nothing; only numbers with more than nineteen digits or great exponents go
 * the long way through the library.
 */
public final class NumberText {
  private static final double[] POWERS = powers();
  private static final long MOST_EXACT = 1L << 53;
  private static final int MOST_DIGITS = 18;
  private static final int LONGEST = 1_000;

  private final byte point;
  private long whole;
  private double real;
  private long high;
  private long from;
  private long end;

  /** A reader of numbers whose decimal point is this byte. */
  public NumberText(byte point) {
    this.point = point;
  }

  private static double[] powers() {
    double[] powers = new double[23];
    double power = 1;
    for (int i = 0; i < powers.length; i++) {
      powers[i] = power;
      power *= 10;
    }
    return powers;
  }

  /** The result of {@link #readWhole}; the low 64 bits of that of {@link #readDecimal}. */
  public long whole() {
    return whole;
  }

  /** The high 64 bits of the result of {@link #readDecimal}. */
  public long high() {
    return high;
  }

  /** The result of {@link #readReal}. */
  public double real() {
    return real;
  }

  private void trim(long at, int length) {
    from = at;
    end = at + length;
    while (from < end && isSpace(Memory.getByte(from))) {
      from++;
    }
    while (from < end && isSpace(Memory.getByte(end - 1))) {
      end--;
    }
  }

  private static boolean isSpace(byte b) {
    return b == ' ' || b == '\t';
  }

  /** Reads a whole number between two bounds; a fraction of zeros does no harm. */
  public boolean readWhole(long at, int length, long least, long most) {
    trim(at, length);
    long p = from;
    if (p == end) {
      return false;
    }
    byte sign = Memory.getByte(p);
    if (sign == '-' || sign == '+') {
      p++;
    }
    long first = p;
    long value = 0;
    while (p < end) {
      int digit = Memory.getByte(p) - '0';
      if (digit < 0 || digit > 9) {
        break;
      }
      // counted downwards, because there are more negative numbers
      if (value < (Long.MIN_VALUE + digit) / 10) {
        return false;
      }
      value = value * 10 - digit;
      p++;
    }
    if (p == first || p < end && !isFractionOfZeros(p)) {
      return false;
    }
    if (sign != '-') {
      if (value == Long.MIN_VALUE) {
        return false;
      }
      value = -value;
    }
    whole = value;
    return value >= least && value <= most;
  }

  private boolean isFractionOfZeros(long at) {
    if (Memory.getByte(at) != point) {
      return false;
    }
    for (long p = at + 1; p < end; p++) {
      if (Memory.getByte(p) != '0') {
        return false;
      }
    }
    return true;
  }

  /** Digits, where they end, and the power of ten they are multiplied with. */
  private boolean negative;

  private long mantissa;
  private int exponent;
  private boolean isShort;

  /** Reads sign, digits, point, digits and exponent; false if it is anything else. */
  private boolean parts() {
    long p = from;
    negative = p < end && Memory.getByte(p) == '-';
    if (negative || p < end && Memory.getByte(p) == '+') {
      p++;
    }
    mantissa = 0;
    int digits = 0;
    int significant = 0;
    exponent = 0;
    boolean behindPoint = false;
    for (; p < end; p++) {
      byte b = Memory.getByte(p);
      if (b == point && !behindPoint) {
        behindPoint = true;
        continue;
      }
      int digit = b - '0';
      if (digit < 0 || digit > 9) {
        break;
      }
      digits++;
      exponent -= behindPoint ? 1 : 0;
      if (significant > 0 || digit > 0) {
        significant++;
        mantissa = significant <= MOST_DIGITS ? mantissa * 10 + digit : mantissa;
      }
    }
    isShort = significant <= MOST_DIGITS;
    return digits > 0 && (p == end || power(p));
  }

  private boolean power(long at) {
    byte e = Memory.getByte(at);
    if (e != 'e' && e != 'E') {
      return false;
    }
    long p = at + 1;
    boolean isNegative = p < end && Memory.getByte(p) == '-';
    if (isNegative || p < end && Memory.getByte(p) == '+') {
      p++;
    }
    if (p == end || end - p > 6) {
      return false;
    }
    int power = 0;
    for (; p < end; p++) {
      int digit = Memory.getByte(p) - '0';
      if (digit < 0 || digit > 9) {
        return false;
      }
      power = power * 10 + digit;
    }
    exponent += isNegative ? -power : power;
    return true;
  }

  /** Reads a number with or without point and exponent, or one of {@code inf} and {@code nan}. */
  public boolean readReal(long at, int length) {
    trim(at, length);
    if (!parts()) {
      return name();
    }
    // exact in both steps, so that the result is the nearest one (Clinger)
    if (isShort && mantissa <= MOST_EXACT && Math.abs(exponent) < POWERS.length) {
      double value = mantissa;
      value = exponent < 0 ? value / POWERS[-exponent] : value * POWERS[exponent];
      real = negative ? -value : value;
      return true;
    }
    if (end - from > LONGEST) {
      return false;
    }
    real = Double.parseDouble(text());
    return true;
  }

  /** As {@link #readReal}, rounded once only. */
  public boolean readFloat(long at, int length) {
    if (!readReal(at, length)) {
      return false;
    }
    boolean isExact = real == (float) real || Double.isNaN(real);
    if (!isExact && !Double.isInfinite(real)) {
      real = Float.parseFloat(text());
    }
    return true;
  }

  private String text() {
    String text = new String(Memory.bytes(from, (int) (end - from)), StandardCharsets.US_ASCII);
    return point == '.' ? text : text.replace((char) point, '.');
  }

  private boolean name() {
    if (end - from < 3 || end - from > 9) {
      return false;
    }
    String text = text().toLowerCase(java.util.Locale.ROOT);
    switch (text) {
      case "inf", "+inf", "infinity", "+infinity" -> real = Double.POSITIVE_INFINITY;
      case "-inf", "-infinity" -> real = Double.NEGATIVE_INFINITY;
      case "nan", "-nan" -> real = Double.NaN;
      default -> {
        return false;
      }
    }
    return true;
  }

  /** Reads a decimal; further digits are rounded, halves away from zero. */
  public boolean readDecimal(long at, int length, DecimalType type) {
    trim(at, length);
    if (!parts()) {
      return false;
    }
    int shift = exponent + type.scale();
    if (isShort && type.fitsLong() && shift > -MOST_DIGITS && shift <= MOST_DIGITS) {
      return shifted(shift, type);
    }
    return wide(type);
  }

  private boolean shifted(int shift, DecimalType type) {
    long value = mantissa;
    if (shift >= 0) {
      long power = power10(shift);
      if (value != 0 && Math.multiplyHigh(value, power) != 0) {
        return false;
      }
      value *= power;
      if (value < 0) {
        return false;
      }
    } else {
      long power = power10(-shift);
      long rest = value % power;
      value = value / power + (rest >= power - rest ? 1 : 0);
    }
    if (value >= power10(type.precision())) {
      return false;
    }
    whole = negative ? -value : value;
    high = whole >> 63;
    return true;
  }

  private static long power10(int digits) {
    long power = 1;
    for (int i = 0; i < digits; i++) {
      power *= 10;
    }
    return power;
  }

  private boolean wide(DecimalType type) {
    if (end - from > LONGEST || Math.abs(exponent) > LONGEST) {
      return false;
    }
    BigDecimal value = new BigDecimal(text()).setScale(type.scale(), RoundingMode.HALF_UP);
    if (value.precision() > type.precision()) {
      return false;
    }
    BigInteger unscaled = value.unscaledValue();
    whole = unscaled.longValue();
    high = unscaled.shiftRight(64).longValue();
    return true;
  }
}
