package org.weft.container.function;

import java.math.BigInteger;
import org.weft.container.expression.time.Calendar;
import org.weft.container.function.time.DatePart;
import org.weft.container.function.time.Differences;
import org.weft.planner.expr.Value;
import org.weft.planner.vector.Intervals;

/** Kernels of functions that make and measure intervals. */
final class DurationKernels {
  private static final long MICROS_PER_DAY = Intervals.MICROS_PER_DAY;

  private DurationKernels() {}

  static void add(KernelList list) {
    months(list, "to_years", 12);
    months(list, "to_quarters", 3);
    months(list, "to_months", 1);
    days(list, "to_weeks", 7);
    days(list, "to_days", 1);
    micros(list, "to_hours", DatePart.HOUR);
    micros(list, "to_minutes", DatePart.MINUTE);
    fraction(list, "to_seconds", DatePart.SECOND);
    fraction(list, "to_milliseconds", DatePart.MILLISECOND);
    fraction(list, "to_microseconds", DatePart.MICROSECOND);
    total(list, "total_days", DatePart.DAY);
    total(list, "total_hours", DatePart.HOUR);
    total(list, "total_minutes", DatePart.MINUTE);
    total(list, "total_seconds", DatePart.SECOND);
    total(list, "total_milliseconds", DatePart.MILLISECOND);
    total(list, "total_microseconds", DatePart.MICROSECOND);
  }

  /** The length of an interval, with months of 30 days and days of 24 hours. */
  static long micros(Value.Span span) {
    BigInteger length = Intervals.order(span);
    return length.longValueExact();
  }

  private static void months(KernelList list, String name, long months) {
    list.row(
        name,
        (in, out) ->
            out.interval(
                new Value.Span(Math.toIntExact(Math.multiplyExact(in.integer(0), months)), 0, 0)));
  }

  private static void days(KernelList list, String name, long days) {
    list.row(
        name,
        (in, out) ->
            out.interval(
                new Value.Span(0, Math.toIntExact(Math.multiplyExact(in.integer(0), days)), 0)));
  }

  private static void micros(KernelList list, String name, DatePart unit) {
    long length = Differences.micros(unit);
    list.row(
        name,
        (in, out) -> out.interval(new Value.Span(0, 0, Math.multiplyExact(in.integer(0), length))));
  }

  private static void fraction(KernelList list, String name, DatePart unit) {
    long length = Differences.micros(unit);
    list.row(
        name,
        (in, out) -> {
          double micros = in.real(0) * length;
          if (!(Math.abs(micros) < Long.MAX_VALUE)) {
            throw new ArithmeticException("interval overflow");
          }
          out.interval(new Value.Span(0, 0, Math.round(micros)));
        });
  }

  private static void total(KernelList list, String name, DatePart unit) {
    BigInteger length = BigInteger.valueOf(Differences.micros(unit));
    list.row(
        name,
        (in, out) -> out.integer(Intervals.order(in.interval(0)).divide(length).longValueExact()));
  }

  /** The years, months, days and rest from one moment to another, all of one sign. */
  static Value.Span age(long end, long start) {
    if (end < start) {
      Value.Span other = age(start, end);
      return new Value.Span(-other.months(), -other.days(), -other.micros());
    }
    long from = Calendar.split(Math.floorDiv(start, MICROS_PER_DAY));
    long to = Calendar.split(Math.floorDiv(end, MICROS_PER_DAY));
    long months =
        (Calendar.year(to) - Calendar.year(from)) * 12 + Calendar.month(to) - Calendar.month(from);
    long days = Calendar.day(to) - Calendar.day(from);
    long micros = Math.floorMod(end, MICROS_PER_DAY) - Math.floorMod(start, MICROS_PER_DAY);
    if (micros < 0) {
      micros += MICROS_PER_DAY;
      days--;
    }
    if (days < 0) {
      // the days that the month of the start still had
      days += Calendar.monthLength(Calendar.year(from), Calendar.month(from));
      months--;
    }
    return new Value.Span(Math.toIntExact(months), (int) days, micros);
  }
}
