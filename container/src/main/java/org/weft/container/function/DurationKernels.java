package org.weft.container.function;

import java.math.BigInteger;
import org.weft.container.expression.time.Calendar;
import org.weft.container.function.time.DatePart;
import org.weft.container.function.time.Differences;
import org.weft.planner.expr.LibraryCall;
import org.weft.planner.expr.Value;
import org.weft.planner.type.TypeKind;
import org.weft.planner.vector.Intervals;

/** Kernels of functions that make and measure intervals. */
final class DurationKernels {
  private static final long MICROS_PER_DAY = Intervals.MICROS_PER_DAY;

  private DurationKernels() {}

  static void add(KernelList list) {
    parts(list, "to_millennia", 12_000, DurationKernels::months);
    parts(list, "to_centuries", 1_200, DurationKernels::months);
    parts(list, "to_decades", 120, DurationKernels::months);
    parts(list, "to_years", 12, DurationKernels::months);
    parts(list, "to_quarters", 3, DurationKernels::months);
    parts(list, "to_months", 1, DurationKernels::months);
    parts(list, "to_weeks", 7, DurationKernels::days);
    parts(list, "to_days", 1, DurationKernels::days);
    parts(list, "to_hours", Differences.micros(DatePart.HOUR), DurationKernels::micros);
    parts(list, "to_minutes", Differences.micros(DatePart.MINUTE), DurationKernels::micros);
    fraction(list, "to_seconds", DatePart.SECOND);
    fraction(list, "to_milliseconds", DatePart.MILLISECOND);
    parts(list, "to_microseconds", 1, DurationKernels::micros);
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

  /** An interval of so many of its parts. */
  private interface Maker {
    Value.Span of(long parts);
  }

  private static Value.Span months(long count) {
    return new Value.Span(Math.toIntExact(count), 0, 0);
  }

  private static Value.Span days(long count) {
    return new Value.Span(0, Math.toIntExact(count), 0);
  }

  private static Value.Span micros(long count) {
    return new Value.Span(0, 0, count);
  }

  /** Units of so many parts; a fraction of a unit is cut off. */
  private static void parts(KernelList list, String name, long length, Maker maker) {
    list.perCall(
        name,
        call ->
            isWhole(call)
                ? (in, out) -> out.interval(maker.of(Math.multiplyExact(in.integer(0), length)))
                : (in, out) ->
                    out.interval(maker.of(Math.multiplyExact(exact(in.real(0)), length))));
  }

  private static void fraction(KernelList list, String name, DatePart unit) {
    long length = Differences.micros(unit);
    list.perCall(
        name,
        call ->
            isWhole(call)
                ? (in, out) -> out.interval(micros(Math.multiplyExact(in.integer(0), length)))
                : (in, out) -> out.interval(micros(exact(Math.rint(in.real(0) * length)))));
  }

  private static boolean isWhole(LibraryCall call) {
    return call.inputs().get(0).type().kind() == TypeKind.INT64;
  }

  /** Without its fraction. */
  private static long exact(double value) {
    if (!(value >= -0x1p63 && value < 0x1p63)) {
      throw new ArithmeticException("interval overflow");
    }
    return (long) value;
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
