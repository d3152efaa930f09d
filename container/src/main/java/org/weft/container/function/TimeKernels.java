package org.weft.container.function;

import org.weft.container.expression.time.Calendar;
import org.weft.container.expression.tree.Failures;
import org.weft.container.function.time.DatePart;
import org.weft.container.function.time.Differences;
import org.weft.container.function.time.SpanPart;
import org.weft.container.function.time.Strftime;
import org.weft.container.function.time.Truncation;
import org.weft.planner.expr.LibraryCall;
import org.weft.planner.expr.Value;
import org.weft.planner.type.TimeType;
import org.weft.planner.type.TimestampType;
import org.weft.planner.type.TypeKind;

/** Kernels of functions of dates and timestamps. */
final class TimeKernels {
  static final long MICROS_PER_DAY = 86_400_000_000L;
  private static final long MICROS_PER_SECOND = 1_000_000L;

  private TimeKernels() {}

  static void add(KernelList list) {
    parts(list);
    epochs(list);
    truncation(list);
    moves(list);
    differences(list);
  }

  /** The microseconds since 1970 of a date or timestamp, or since midnight of a time. */
  static long micros(Arguments in, int argument) {
    long value = in.integer(argument);
    if (in.type(argument) instanceof TimestampType type) {
      return scaled(value, type.unit());
    }
    if (in.type(argument) instanceof TimeType type) {
      return scaled(value, type.unit());
    }
    return Math.multiplyExact(value, MICROS_PER_DAY);
  }

  private static long scaled(long value, TimestampType.Unit unit) {
    return unit == TimestampType.Unit.NANOS
        ? Math.floorDiv(value, 1000L)
        : Math.multiplyExact(value, MICROS_PER_SECOND / unit.perSecond());
  }

  /** Writes a moment in the unit of the answer's type. */
  static void answer(long micros, Answer out) {
    TimestampType.Unit unit =
        out.type() instanceof TimestampType type ? type.unit() : TimestampType.Unit.MICROS;
    if (out.type().kind() == TypeKind.DATE) {
      out.integer(Math.floorDiv(micros, MICROS_PER_DAY));
    } else if (unit == TimestampType.Unit.NANOS) {
      out.integer(Math.multiplyExact(micros, 1000L));
    } else {
      out.integer(Math.floorDiv(micros, MICROS_PER_SECOND / unit.perSecond()));
    }
  }

  /** The day of a date or timestamp. */
  static long day(Arguments in, int argument) {
    return in.type(argument).kind() == TypeKind.DATE
        ? in.integer(argument)
        : Math.floorDiv(micros(in, argument), MICROS_PER_DAY);
  }

  private static DatePart unit(Arguments in, int argument) {
    return in.made(argument, DatePart::of);
  }

  private static void parts(KernelList list) {
    part(list, "year", DatePart.YEAR);
    part(list, "quarter", DatePart.QUARTER);
    part(list, "month", DatePart.MONTH);
    part(list, "day", DatePart.DAY);
    part(list, "decade", DatePart.DECADE);
    part(list, "century", DatePart.CENTURY);
    part(list, "millennium", DatePart.MILLENNIUM);
    part(list, "era", DatePart.ERA);
    part(list, "dayofweek", DatePart.DAY_OF_WEEK);
    part(list, "week", DatePart.WEEK);
    part(list, "isoyear", DatePart.ISO_YEAR);
    part(list, "yearweek", DatePart.YEAR_WEEK);
    part(list, "hour", DatePart.HOUR);
    part(list, "minute", DatePart.MINUTE);
    part(list, "second", DatePart.SECOND);
    part(list, "millisecond", DatePart.MILLISECOND);
    part(list, "microsecond", DatePart.MICROSECOND);
    list.perCall(
        "nanosecond",
        call ->
            isInterval(call, 0)
                ? (in, out) -> out.integer(SpanPart.whole(DatePart.NANOSECOND, in.interval(0)))
                : (in, out) -> out.integer(nanos(in)));
    list.row(
        "day_of_week", (in, out) -> out.integer(DatePart.ISO_DAY_OF_WEEK.whole(micros(in, 0)) - 1));
    list.row("julian", (in, out) -> out.real(DatePart.JULIAN.real(micros(in, 0))));
    list.row(
        "days_in_month",
        (in, out) -> {
          long split = Calendar.split(day(in, 0));
          out.integer(Calendar.monthLength(Calendar.year(split), Calendar.month(split)));
        });
    list.row("dayname", (in, out) -> out.text(Strftime.dayName(day(in, 0))));
    list.row("monthname", (in, out) -> out.text(Strftime.monthName(day(in, 0))));
    list.perCall("date_part", TimeKernels::anyPart);
  }

  private static RowFunction anyPart(LibraryCall call) {
    boolean isWhole = call.type().isInteger();
    return switch (call.inputs().get(1).type().kind()) {
      case INTERVAL ->
          isWhole
              ? (in, out) -> out.integer(SpanPart.whole(unit(in, 0), in.interval(1)))
              : (in, out) -> out.real(SpanPart.real(unit(in, 0), in.interval(1)));
      case TIME ->
          isWhole
              ? (in, out) -> out.integer(clockUnit(in, 0).whole(micros(in, 1)))
              : (in, out) -> out.real(clockUnit(in, 0).real(micros(in, 1)));
      default ->
          isWhole
              ? (in, out) -> out.integer(unit(in, 0).whole(micros(in, 1)))
              : (in, out) -> out.real(unit(in, 0).real(micros(in, 1)));
    };
  }

  /** A part that a time of day has. */
  private static DatePart clockUnit(Arguments in, int argument) {
    DatePart unit = unit(in, argument);
    return switch (unit) {
      case HOUR, MINUTE, SECOND, MILLISECOND, MICROSECOND, NANOSECOND, EPOCH, TIMEZONE -> unit;
      default ->
          throw Failures.badValue("a time of day has no '" + unit.name().toLowerCase() + "'");
    };
  }

  private static void part(KernelList list, String name, DatePart part) {
    list.perCall(
        name,
        call ->
            isInterval(call, 0)
                ? (in, out) -> out.integer(SpanPart.whole(part, in.interval(0)))
                : (in, out) -> out.integer(part.whole(micros(in, 0))));
  }

  static boolean isInterval(LibraryCall call, int argument) {
    return call.inputs().get(argument).type().kind() == TypeKind.INTERVAL;
  }

  private static long nanos(Arguments in) {
    boolean isNanos =
        in.type(0) instanceof TimestampType type && type.unit() == TimestampType.Unit.NANOS;
    return isNanos
        ? Math.floorMod(in.integer(0), 60_000_000_000L)
        : DatePart.NANOSECOND.whole(micros(in, 0));
  }

  private static void epochs(KernelList list) {
    list.perCall(
        "epoch",
        call ->
            isInterval(call, 0)
                ? (in, out) -> out.real(SpanPart.epoch(in.interval(0)))
                : (in, out) -> out.real(DatePart.EPOCH.real(micros(in, 0))));
    list.perCall(
        "epoch_ms",
        call ->
            call.inputs().get(0).type().isInteger()
                ? (in, out) -> out.integer(Math.multiplyExact(in.integer(0), 1000L))
                : (in, out) -> out.integer(length(in) / 1000));
    list.row("epoch_us", (in, out) -> out.integer(length(in)));
    list.row("epoch_ns", (in, out) -> out.integer(epochNanos(in)));
    list.row("unix_millis", (in, out) -> out.integer(Math.floorDiv(micros(in, 0), 1000L)));
    list.row(
        "unix_seconds", (in, out) -> out.integer(Math.floorDiv(micros(in, 0), MICROS_PER_SECOND)));
    list.row("unix_date", (in, out) -> out.integer(day(in, 0)));
    list.row(
        "to_unix_epoch",
        (in, out) -> {
          DatePart unit = in.count() > 1 ? unit(in, 1) : DatePart.SECOND;
          out.integer(
              unit == DatePart.NANOSECOND
                  ? epochNanos(in)
                  : Math.floorDiv(micros(in, 0), Differences.micros(unit)));
        });
  }

  /** Microseconds since 1970 or midnight, or those of an interval. */
  private static long length(Arguments in) {
    return in.type(0).kind() == TypeKind.INTERVAL
        ? DurationKernels.micros(in.interval(0))
        : micros(in, 0);
  }

  private static long epochNanos(Arguments in) {
    boolean isNanos =
        in.type(0) instanceof TimestampType type && type.unit() == TimestampType.Unit.NANOS;
    return isNanos ? in.integer(0) : Math.multiplyExact(length(in), 1000L);
  }

  private static void truncation(KernelList list) {
    list.perCall(
        "date_trunc",
        call ->
            isInterval(call, 1)
                ? (in, out) -> out.interval(SpanPart.truncate(unit(in, 0), in.interval(1)))
                : (in, out) -> answer(Truncation.start(unit(in, 0), micros(in, 1)), out));
    list.row("time_bucket", TimeKernels::bucket);
    list.row(
        "last_day",
        (in, out) -> {
          long split = Calendar.split(day(in, 0));
          int length = Calendar.monthLength(Calendar.year(split), Calendar.month(split));
          out.integer(Calendar.epochDay(Calendar.year(split), Calendar.month(split), length));
        });
  }

  private static void bucket(Arguments in, Answer out) {
    Value.Span width = in.interval(0);
    long time = micros(in, 1);
    if (width.months() != 0 && (width.days() != 0 || width.micros() != 0)) {
      throw Failures.badValue("the width of a bucket has months or days and less, not both");
    }
    if (in.count() < 3) {
      answer(start(width, time), out);
    } else if (in.type(2).kind() == TypeKind.INTERVAL) {
      Value.Span offset = in.interval(2);
      answer(moved(start(width, moved(time, offset, -1)), offset, 1), out);
    } else {
      long origin = micros(in, 2);
      answer(
          width.months() != 0
              ? Truncation.monthBucket(width.months(), time, origin)
              : Truncation.bucket(DurationKernels.micros(width), time, origin),
          out);
    }
  }

  private static long start(Value.Span width, long time) {
    return width.months() != 0
        ? Truncation.monthBucket(width.months(), time)
        : Truncation.bucket(DurationKernels.micros(width), time);
  }

  private static void moves(KernelList list) {
    list.perCall("date_add", call -> mover(call, 1));
    list.row(
        "dateadd",
        (in, out) -> answer(Differences.plus(unit(in, 0), micros(in, 2), in.integer(1)), out));
  }

  /** The first argument, later or earlier by the interval behind it. */
  private static RowFunction mover(LibraryCall call, int sign) {
    if (call.type() instanceof TimeType type) {
      return (in, out) -> out.integer(onClock(in, sign, type));
    }
    boolean isNanos =
        call.type() instanceof TimestampType type && type.unit() == TimestampType.Unit.NANOS;
    return isNanos
        ? (in, out) -> {
          long nanos = Math.floorMod(in.integer(0), 1000L);
          out.integer(Math.addExact(Math.multiplyExact(moved(in, sign), 1000L), nanos));
        }
        : (in, out) -> answer(moved(in, sign), out);
  }

  /** Months, then days, then the rest, as everywhere. */
  private static long moved(Arguments in, int sign) {
    return moved(micros(in, 0), in.interval(1), sign);
  }

  /** A time in microseconds, later or earlier by an interval. */
  static long moved(long micros, Value.Span span, int sign) {
    long moved = Differences.plusMonths(micros, (long) sign * span.months());
    long days = Math.multiplyExact((long) span.days(), sign * MICROS_PER_DAY);
    moved = Math.addExact(moved, days);
    return sign > 0
        ? Math.addExact(moved, span.micros())
        : Math.subtractExact(moved, span.micros());
  }

  /** Clocks go round; months and days do not move them. */
  private static long onClock(Arguments in, int sign, TimeType type) {
    long perMicro = type.unit().perSecond() / MICROS_PER_SECOND;
    long day = MICROS_PER_DAY * perMicro;
    long rest = sign * (in.interval(1).micros() % MICROS_PER_DAY) * perMicro;
    return Math.floorMod(in.integer(0) + rest, day);
  }

  private static void differences(KernelList list) {
    list.row(
        "date_diff",
        (in, out) ->
            out.integer(
                in.count() == 2
                    ? Math.subtractExact(in.integer(0), in.integer(1))
                    : Differences.borders(unit(in, 0), micros(in, 1), micros(in, 2))));
    list.perCall(
        "date_sub",
        call -> {
          if (call.inputs().size() == 3) {
            return (in, out) ->
                out.integer(Differences.whole(unit(in, 0), micros(in, 1), micros(in, 2)));
          }
          return call.type().kind() == TypeKind.DATE
              ? (in, out) -> out.integer(Math.subtractExact(in.integer(0), in.integer(1)))
              : mover(call, -1);
        });
    list.row("age", (in, out) -> out.interval(DurationKernels.age(micros(in, 0), micros(in, 1))));
    list.row(
        "months_between",
        (in, out) -> {
          double months = Differences.months(micros(in, 0), micros(in, 1));
          boolean rounds = in.count() < 3 || in.flag(2);
          out.real(rounds ? Math.rint(months * 1e8) / 1e8 : months);
        });
  }
}
