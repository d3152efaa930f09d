package org.weft.planner.physical;

import java.util.List;
import java.util.OptionalInt;
import org.weft.planner.expr.Aggregate;
import org.weft.planner.expr.AggregateCall;
import org.weft.planner.expr.Call;
import org.weft.planner.expr.Cast;
import org.weft.planner.expr.Column;
import org.weft.planner.expr.Expression;
import org.weft.planner.expr.Function;
import org.weft.planner.expr.Literal;
import org.weft.planner.expr.Value;
import org.weft.planner.type.DataType;
import org.weft.planner.type.DecimalType;

/** Aggregates of all rows from those of smaller groups: sums add up, and so do counts. */
final class MergedCalls {
  private static final DataType COUNT_SUM = new DecimalType(DecimalType.MAX_PRECISION, 0);

  private MergedCalls() {}

  /** True if the results of smaller groups tell the result of all their rows. */
  static boolean canMerge(AggregateCall call) {
    return switch (call.function()) {
      case SUM, COUNT, COUNT_ALL, MIN, MAX -> call.isHashed();
      default -> false;
    };
  }

  /**
   * The call that makes one result of those of smaller groups; {@link #result} makes it what the
   * call itself gives.
   *
   * @param ordinal the column of their results
   */
  static AggregateCall of(AggregateCall call, int ordinal) {
    if (!call.isCount()) {
      return call.over(List.of(ordinal), OptionalInt.empty(), AggregateCall.Distinctness.ALL);
    }
    return new AggregateCall(
            Aggregate.SUM,
            OptionalInt.of(ordinal),
            OptionalInt.empty(),
            AggregateCall.Distinctness.ALL,
            COUNT_SUM,
            call.name())
        .at(call.place());
  }

  /** Sums of counts are numbers of rows again, and no rows are none. */
  static Expression result(AggregateCall call, Column merged) {
    return call.isCount()
        ? Call.of(
            Function.COALESCE,
            call.type(),
            new Cast(merged, call.type(), Cast.OnError.FAIL, call.place()),
            new Literal(call.type(), new Value.Int(0)))
        : merged;
  }
}
