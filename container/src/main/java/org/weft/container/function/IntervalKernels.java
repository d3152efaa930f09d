package org.weft.container.function;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.weft.container.expression.tree.Failures;
import org.weft.container.function.number.Reals;
import org.weft.container.function.time.SpanArithmetic;
import org.weft.planner.expr.IntervalReader;
import org.weft.planner.expr.IntervalUnit;
import org.weft.planner.expr.LibraryCall;
import org.weft.planner.expr.Value;
import org.weft.planner.type.SimpleType;
import org.weft.planner.type.TypeKind;
import org.weft.planner.vector.Intervals;

/** Functions of intervals. */
final class IntervalKernels {
  private static final BigInteger MICROS_PER_DAY = BigInteger.valueOf(Intervals.MICROS_PER_DAY);
  private static final long DAYS_PER_MONTH = Intervals.DAYS_PER_MONTH;

  private IntervalKernels() {}

  static void add(KernelList list) {
    list.row(
        "interval_of",
        (in, out) ->
            out.interval(
                new Value.Span(
                    Math.toIntExact(in.integer(0)),
                    Math.toIntExact(in.integer(1)),
                    in.integer(2))));
    list.perCall("interval_in", IntervalKernels::inUnits);
    arithmetic(list);
    list.row("interval_months", (in, out) -> out.integer(Intervals.months(in.address(0))));
    list.row("interval_days", (in, out) -> out.integer(Intervals.days(in.address(0))));
    list.row("interval_micros", (in, out) -> out.integer(Intervals.micros(in.address(0))));
    list.row("interval_length", (in, out) -> out.wide(Intervals.order(in.interval(0))));
    list.row("interval_normal", (in, out) -> out.interval(normal(in.interval(0))));
    list.row("justify_days", (in, out) -> out.interval(SpanArithmetic.justifyDays(in.interval(0))));
    list.row(
        "justify_hours", (in, out) -> out.interval(SpanArithmetic.justifyHours(in.interval(0))));
  }

  private static void arithmetic(KernelList list) {
    list.row("interval_negate", (in, out) -> out.interval(SpanArithmetic.negate(in.interval(0))));
    list.row(
        "interval_add",
        (in, out) -> out.interval(SpanArithmetic.add(in.interval(0), in.interval(1))));
    list.row(
        "interval_subtract",
        (in, out) -> out.interval(SpanArithmetic.subtract(in.interval(0), in.interval(1))));
    list.perCall(
        "interval_multiply",
        call ->
            call.inputs().get(1).type().kind() == TypeKind.INT64
                ? (in, out) -> out.interval(SpanArithmetic.multiply(in.interval(0), in.integer(1)))
                : (in, out) -> out.interval(SpanArithmetic.multiply(in.interval(0), in.real(1))));
    list.row("interval_divide", IntervalKernels::divide);
    list.row(
        "interval_mean",
        (in, out) ->
            out.interval(
                SpanArithmetic.mean(
                    in.decimal(0).toBigIntegerExact(),
                    in.decimal(1).toBigIntegerExact(),
                    in.decimal(2).toBigIntegerExact(),
                    in.integer(3))));
    list.row(
        "interval_between",
        (in, out) ->
            out.interval(
                SpanArithmetic.between(TimeKernels.micros(in, 0), TimeKernels.micros(in, 1))));
  }

  private static RowFunction inUnits(LibraryCall call) {
    return switch (call.inputs().get(0).type().kind()) {
      case INTERVAL -> (in, out) -> out.interval(in.interval(0));
      case STRING -> (in, out) -> out.interval(read(in.text(0), unit(in, 1), unit(in, 2)));
      case FLOAT32, FLOAT64 ->
          (in, out) -> {
            if (!Double.isFinite(in.real(0))) {
              throw new ArithmeticException("interval overflow");
            }
            out.interval(unit(in, 2).rounded(BigDecimal.valueOf(in.real(0))));
          };
      default -> (in, out) -> out.interval(unit(in, 2).rounded(in.decimal(0)));
    };
  }

  private static IntervalUnit unit(Arguments in, int argument) {
    return in.made(argument, name -> IntervalUnit.of(name).orElseThrow());
  }

  private static Value.Span read(String text, IntervalUnit first, IntervalUnit last) {
    return IntervalReader.read(text, first, last)
        .or(() -> IntervalReader.read(text))
        .orElseThrow(
            () -> Failures.badCast("'" + text + "'", SimpleType.STRING, SimpleType.INTERVAL));
  }

  private static void divide(Arguments in, Answer out) {
    double divisor = in.real(1);
    if (divisor == 0) {
      throw Failures.divisionByZero("interval / number");
    }
    out.interval(SpanArithmetic.divide(in.interval(0), divisor));
  }

  /** How many whole times the second interval goes into the first. */
  static void times(Arguments in, Answer out) {
    BigInteger divisor = Intervals.order(in.interval(1));
    if (divisor.signum() == 0) {
      throw Failures.divisionByZero("interval / interval");
    }
    out.integer(Intervals.order(in.interval(0)).divide(divisor).longValueExact());
  }

  /** The bucket of an interval among some between two others. */
  static void bucket(Arguments in, Answer out) {
    out.integer(Reals.bucket(length(in, 0), length(in, 1), length(in, 2), in.integer(3)));
  }

  private static double length(Arguments in, int argument) {
    return Intervals.order(in.interval(argument)).doubleValue();
  }

  /** All parts of one sign, as far as that goes. */
  private static Value.Span normal(Value.Span span) {
    BigInteger[] days = Intervals.order(span).divideAndRemainder(MICROS_PER_DAY);
    long whole = days[0].longValueExact();
    return new Value.Span(
        Math.toIntExact(whole / DAYS_PER_MONTH),
        (int) (whole % DAYS_PER_MONTH),
        days[1].longValueExact());
  }
}
