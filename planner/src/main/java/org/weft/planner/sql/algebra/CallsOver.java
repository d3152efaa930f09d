package org.weft.planner.sql.algebra;

import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.sql.SqlAggFunction;

/** Calls of aggregates over an input that has changed: their types follow from it anew. */
public final class CallsOver {
  private CallsOver() {}

  /**
   * A call over another input, with arguments at the same places.
   *
   * @param keys how many columns the aggregation groups by; without any a call may find no row
   */
  public static AggregateCall of(AggregateCall call, int keys, RelNode input) {
    return of(call, call.getAggregation(), keys, input);
  }

  /** The same arguments given to another function. */
  public static AggregateCall of(
      AggregateCall call, SqlAggFunction function, int keys, RelNode input) {
    return AggregateCall.create(
        call.getParserPosition(),
        function,
        call.isDistinct(),
        call.isApproximate(),
        call.ignoreNulls(),
        call.rexList,
        call.getArgList(),
        call.filterArg,
        call.distinctKeys,
        call.getCollation(),
        keys,
        input,
        null,
        call.getName());
  }
}
