package org.weft.container.function.number;

import java.util.function.DoubleUnaryOperator;
import org.weft.container.expression.tree.Failures;

/** Functions of floats that Java's Math lacks or defines otherwise. */
public final class Reals {
  private static final double LN_2 = Math.log(2);

  private Reals() {}

  /** The function, where a number must not become NaN. */
  public static DoubleUnaryOperator checked(String name, DoubleUnaryOperator function) {
    return x -> {
      double result = function.applyAsDouble(x);
      if (Double.isNaN(result) && !Double.isNaN(x)) {
        throw Failures.badValue(name + " of " + x + " is not defined");
      }
      return result;
    };
  }

  /** A logarithm: zero and negative numbers have none. */
  public static double log(double x, double perBase) {
    return checkedLog(x) / perBase;
  }

  private static double checkedLog(double x) {
    if (x <= 0) {
      throw Failures.badValue("there is no logarithm of " + x);
    }
    return Math.log(x);
  }

  /** The logarithm to any base. */
  public static double logToBase(double base, double x) {
    double divisor = checkedLog(base);
    if (divisor == 0) {
      throw Failures.badValue("there is no logarithm to the base 1");
    }
    return checkedLog(x) / divisor;
  }

  public static double log10(double x) {
    checkedLog(x);
    return Math.log10(x);
  }

  /** Exact for powers of two. */
  public static double log2(double x) {
    double log = checkedLog(x);
    int exponent = Math.getExponent(x);
    return x == Math.scalb(1.0, exponent) ? exponent : log / LN_2;
  }

  public static double log1p(double x) {
    if (x <= -1) {
      throw Failures.badValue("there is no logarithm of 1 + " + x);
    }
    return Math.log1p(x);
  }

  /** One divided by something, which must not be zero. */
  public static double inverse(String name, double x, double divisor) {
    if (divisor == 0 || Double.isNaN(divisor) && !Double.isNaN(x)) {
      throw Failures.badValue(name + " of " + x + " is not defined");
    }
    return 1 / divisor;
  }

  public static double asinh(double x) {
    double size = Math.abs(x);
    double result =
        size > 1e150
            ? Math.log(size) + LN_2
            : Math.log1p(size + size * size / (1 + Math.sqrt(size * size + 1)));
    return Math.copySign(result, x);
  }

  public static double acosh(double x) {
    return x > 1e150 ? Math.log(x) + LN_2 : Math.log(x + Math.sqrt((x - 1) * (x + 1)));
  }

  public static double atanh(double x) {
    return 0.5 * Math.log1p(2 * x / (1 - x));
  }

  /** The next even number away from zero. */
  public static double even(double x) {
    double whole = x >= 0 ? Math.ceil(x) : Math.floor(x);
    return whole % 2 == 0 ? whole : whole + Math.signum(x);
  }

  /** Cut behind so many digits. */
  public static double truncate(double x, long digits) {
    if (digits > 300 || !Double.isFinite(x)) {
      return x;
    }
    if (digits < -308) {
      return 0;
    }
    double power = Math.pow(10, Math.abs(digits));
    double moved = digits >= 0 ? x * power : x / power;
    if (Double.isInfinite(moved)) {
      return x;
    }
    double whole = moved >= 0 ? Math.floor(moved) : Math.ceil(moved);
    return digits >= 0 ? whole / power : whole * power;
  }

  /** Rounded to so many digits, half to the even one or away from zero. */
  public static double round(double x, long digits, java.math.RoundingMode mode) {
    if (digits > 300 || !Double.isFinite(x)) {
      return x;
    }
    if (digits < -308) {
      return 0;
    }
    double power = Math.pow(10, Math.abs(digits));
    double moved = digits >= 0 ? x * power : x / power;
    if (Double.isInfinite(moved)) {
      return x;
    }
    double size = Math.abs(moved);
    double whole =
        mode == java.math.RoundingMode.HALF_EVEN ? Math.rint(size) : Math.floor(size + 0.5);
    double result = digits >= 0 ? whole / power : whole * power;
    return Math.copySign(result, x);
  }

  /** The next number with so many digits in a direction, of the decimal that x is written as. */
  public static double directed(double x, long digits, java.math.RoundingMode mode) {
    if (!Double.isFinite(x)) {
      return x;
    }
    int scale = (int) Math.max(-400, Math.min(400, digits));
    double result = java.math.BigDecimal.valueOf(x).setScale(scale, mode).doubleValue();
    if (Double.isInfinite(result)) {
      throw Failures.badValue("no number of " + digits + " digits is as large");
    }
    return result;
  }

  public static double floorDivide(double x, double y) {
    return Math.floor(x / y);
  }

  /** The bucket of x among {@code count} between two ends. */
  public static long bucket(double x, double low, double high, long count) {
    if (count < 1 || low == high || Double.isNaN(x + low + high)) {
      throw Failures.badValue(
          "width_bucket needs two ends that differ and at least one bucket, and no NaN");
    }
    boolean ascends = low < high;
    if (ascends ? x < low : x > low) {
      return 0;
    }
    if (ascends ? x >= high : x <= high) {
      return Math.addExact(count, 1);
    }
    return (long) (count * ((x - low) / (high - low))) + 1;
  }
}
