package org.weft.container.function;

import java.math.BigInteger;
import org.weft.planner.expr.Value;
import org.weft.planner.vector.Intervals;

/** Functions of intervals. */
final class IntervalKernels {
  private static final BigInteger MICROS_PER_DAY = BigInteger.valueOf(Intervals.MICROS_PER_DAY);
  private static final long DAYS_PER_MONTH = Intervals.DAYS_PER_MONTH;

  private IntervalKernels() {}

  static void add(KernelList list) {
    list.row("interval_length", (in, out) -> out.wide(Intervals.order(in.interval(0))));
    list.row("interval_normal", (in, out) -> out.interval(normal(in.interval(0))));
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
