package org.weft.container.function.time;

import java.math.BigInteger;
import org.weft.planner.expr.Value.Span;
import org.weft.planner.vector.Intervals;

/**
 * Arithmetic of intervals. Parts never mix upwards: 20 hours twice are 40 hours, not a day and 16.
 * Products and quotients with fractions are PostgreSQL's and DuckDB's: a fraction of a month is so
 * many days of 30, one of a day so many microseconds.
 *
 * <p>All throw ArithmeticException where a part overflows.
 */
public final class SpanArithmetic {
  private static final double MICROS_PER_SECOND = 1e6;
  private static final double SECONDS_PER_DAY = 86_400;
  private static final BigInteger DAYS_PER_MONTH = BigInteger.valueOf(Intervals.DAYS_PER_MONTH);
  private static final BigInteger MICROS_PER_DAY = BigInteger.valueOf(Intervals.MICROS_PER_DAY);

  /** Where doubles leave the 64-bit integers. */
  private static final double LONG_END = 0x1p63;

  private SpanArithmetic() {}

  public static Span negate(Span span) {
    return new Span(
        Math.negateExact(span.months()),
        Math.negateExact(span.days()),
        Math.negateExact(span.micros()));
  }

  public static Span add(Span a, Span b) {
    return new Span(
        Math.addExact(a.months(), b.months()),
        Math.addExact(a.days(), b.days()),
        Math.addExact(a.micros(), b.micros()));
  }

  public static Span subtract(Span a, Span b) {
    return new Span(
        Math.subtractExact(a.months(), b.months()),
        Math.subtractExact(a.days(), b.days()),
        Math.subtractExact(a.micros(), b.micros()));
  }

  /** Every part so many times. */
  public static Span multiply(Span span, long factor) {
    return new Span(
        Math.toIntExact(Math.multiplyExact(factor, span.months())),
        Math.toIntExact(Math.multiplyExact(factor, span.days())),
        Math.multiplyExact(factor, span.micros()));
  }

  /** So many times, fractions included. */
  public static Span multiply(Span span, double factor) {
    return ofParts(span.months() * factor, span.days() * factor, span.micros() * factor);
  }

  /** Divided, fractions included; the divisor is not 0. */
  public static Span divide(Span span, double divisor) {
    return ofParts(span.months() / divisor, span.days() / divisor, span.micros() / divisor);
  }

  /** Fractions are rounded to microseconds first, so that whole numbers come out as such. */
  private static Span ofParts(double months, double days, double micros) {
    int wholeMonths = whole(months);
    int wholeDays = whole(days);
    double monthRest = rounded((months - wholeMonths) * Intervals.DAYS_PER_MONTH);
    int daysOfMonth = (int) monthRest;
    double seconds = rounded((days - wholeDays + monthRest - daysOfMonth) * SECONDS_PER_DAY);
    if (Math.abs(seconds) >= SECONDS_PER_DAY) {
      int more = (int) (seconds / SECONDS_PER_DAY);
      wholeDays = Math.addExact(wholeDays, more);
      seconds -= more * SECONDS_PER_DAY;
    }
    double rest = Math.rint(micros + seconds * MICROS_PER_SECOND);
    if (!(rest >= -LONG_END && rest < LONG_END)) {
      throw new ArithmeticException("microseconds");
    }
    return new Span(wholeMonths, Math.addExact(wholeDays, daysOfMonth), (long) rest);
  }

  private static int whole(double value) {
    if (!(value >= Integer.MIN_VALUE && value <= Integer.MAX_VALUE)) {
      throw new ArithmeticException("months or days");
    }
    return (int) value;
  }

  private static double rounded(double seconds) {
    return Math.rint(seconds * MICROS_PER_SECOND) / MICROS_PER_SECOND;
  }

  /** The mean of intervals with these sums of parts, exact to the microsecond, which is cut. */
  public static Span mean(BigInteger months, BigInteger days, BigInteger micros, long count) {
    BigInteger n = BigInteger.valueOf(count);
    BigInteger[] m = months.divideAndRemainder(n);
    BigInteger[] d = days.add(m[1].multiply(DAYS_PER_MONTH)).divideAndRemainder(n);
    BigInteger rest = micros.add(d[1].multiply(MICROS_PER_DAY)).divide(n);
    return new Span(m[0].intValueExact(), d[0].intValueExact(), rest.longValueExact());
  }

  /** The days and the rest of a day from one moment to another, both of one sign. */
  public static Span between(long end, long start) {
    long micros = Math.subtractExact(end, start);
    return new Span(
        0, Math.toIntExact(micros / Intervals.MICROS_PER_DAY), micros % Intervals.MICROS_PER_DAY);
  }

  /** With so many days of 30 made months that days and months have one sign. */
  public static Span justifyDays(Span span) {
    int months = Math.addExact(span.months(), span.days() / Intervals.DAYS_PER_MONTH);
    int days = span.days() % Intervals.DAYS_PER_MONTH;
    if (months > 0 && days < 0) {
      return new Span(months - 1, days + Intervals.DAYS_PER_MONTH, span.micros());
    }
    return months < 0 && days > 0
        ? new Span(months + 1, days - Intervals.DAYS_PER_MONTH, span.micros())
        : new Span(months, days, span.micros());
  }

  /** With so many days of 24 hours made days that days and hours have one sign. */
  public static Span justifyHours(Span span) {
    long days = span.days() + span.micros() / Intervals.MICROS_PER_DAY;
    long micros = span.micros() % Intervals.MICROS_PER_DAY;
    if (days > 0 && micros < 0) {
      days--;
      micros += Intervals.MICROS_PER_DAY;
    } else if (days < 0 && micros > 0) {
      days++;
      micros -= Intervals.MICROS_PER_DAY;
    }
    return new Span(span.months(), Math.toIntExact(days), micros);
  }
}
