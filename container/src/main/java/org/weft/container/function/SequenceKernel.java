package org.weft.container.function;

import org.weft.container.expression.tree.Failures;
import org.weft.container.function.time.Moments;
import org.weft.container.function.time.SpanArithmetic;
import org.weft.planner.expr.LibraryCall;
import org.weft.planner.expr.Value;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.type.ListType;
import org.weft.planner.type.TimestampType;
import org.weft.planner.type.TypeKind;
import org.weft.planner.vector.Intervals;

/**
 * Spark's and Trino's {@code sequence}: numbers, dates or timestamps from one to another and both
 * among them if the steps meet the end. It goes down by itself, but not against the step it is
 * told. The n-th moment is n steps after the first one, not one after the last: steps of a month
 * from the 31st come back to it.
 */
final class SequenceKernel {
  private static final Value.Span DAY = new Value.Span(0, 1, 0);

  private SequenceKernel() {}

  static RowFunction of(LibraryCall call, MemoryScope memory) {
    TypeKind kind = ((ListType) call.type()).element().kind();
    return switch (kind) {
      case DATE ->
          moments(call, memory, new Units(Intervals.MICROS_PER_DAY, Intervals.MICROS_PER_DAY));
      case TIMESTAMP -> {
        TimestampType.Unit unit = ((TimestampType) call.inputs().get(0).type()).unit();
        yield moments(call, memory, new Units(1_000_000 / unit.perSecond(), 1));
      }
      default -> ListBuilding.of(call, memory, SequenceKernel::numbers);
    };
  }

  /**
   * How moments are counted.
   *
   * @param given how many microseconds a count of the arguments is
   * @param made the same of the values of the list
   */
  private record Units(long given, long made) {}

  private static RowFunction moments(LibraryCall call, MemoryScope memory, Units units) {
    return ListBuilding.of(call, memory, (in, l) -> moments(in, l, units));
  }

  private static void numbers(Arguments in, ListBuilding lists) {
    long start = in.integer(0);
    long end = in.integer(1);
    long step = in.count() > 2 ? in.integer(2) : start <= end ? 1 : -1;
    require(Long.signum(step), Long.compare(end, start));
    ListKernels.checked(step == 0 ? 1 : (long) (((double) end - start) / step + 1));
    long value = start;
    while (step >= 0 ? value <= end : value >= end) {
      lists.result.addLong(value);
      long next = value + step;
      if (step == 0 || ((value ^ next) & (step ^ next)) < 0) {
        return;
      }
      value = next;
    }
  }

  private static void moments(Arguments in, ListBuilding lists, Units units) {
    long start = Math.multiplyExact(in.integer(0), units.given());
    long end = Math.multiplyExact(in.integer(1), units.given());
    long unit = units.made();
    Value.Span step;
    if (in.count() > 2) {
      step = in.interval(2);
    } else {
      step = start <= end ? DAY : SpanArithmetic.negate(DAY);
    }
    if (unit > 1 && step.micros() % Intervals.MICROS_PER_DAY != 0) {
      throw Failures.badValue("the step of a sequence of dates is of whole days");
    }
    int sign = Intervals.order(step).signum();
    require(sign, Long.compare(end, start));
    long value = start;
    for (long n = 1; sign >= 0 ? value <= end : value >= end; n++) {
      lists.result.addLong(Math.floorDiv(value, unit));
      if (sign == 0) {
        return;
      }
      ListKernels.checked(n + 1);
      value = Moments.plus(start, SpanArithmetic.multiply(step, n));
    }
  }

  /** Checks that a step leads from the start to the end. */
  private static void require(int step, int wanted) {
    if (wanted != 0 && step != wanted) {
      throw Failures.badValue("the step of a sequence does not lead from its start to its end");
    }
  }
}
