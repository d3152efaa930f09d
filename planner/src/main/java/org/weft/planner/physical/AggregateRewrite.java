package org.weft.planner.physical;

import java.util.List;
import org.weft.planner.expr.Aggregate;
import org.weft.planner.expr.AggregateCall;
import org.weft.planner.logical.LogicalPlan;

/**
 * Says with simpler aggregates what the hash table has no states for: AVG, DISTINCT, and counts of
 * several columns. Where a call needs the rows of a group at a time anyway, all stay as they are.
 */
final class AggregateRewrite {
  private AggregateRewrite() {}

  /** The plan with simple aggregates only. */
  static LogicalPlan of(LogicalPlan plan) {
    LogicalPlan rewritten = plan;
    if (plan instanceof LogicalPlan.Aggregate aggregate) {
      rewritten = step(aggregate);
      if (rewritten != plan) {
        return of(rewritten);
      }
    }
    return LogicalInputs.replaced(rewritten, AggregateRewrite::of);
  }

  /** The aggregation itself, or a plan of the same rows one step simpler. */
  private static LogicalPlan step(LogicalPlan.Aggregate aggregate) {
    if (aggregate.calls().stream().anyMatch(call -> call.function() == Aggregate.AVG)) {
      return AverageRewrite.of(aggregate);
    }
    if (needsGroups(aggregate)) {
      return aggregate;
    }
    if (aggregate.calls().stream().anyMatch(CountRewrite::isNeeded)) {
      return CountRewrite.of(aggregate);
    }
    if (aggregate.calls().stream().anyMatch(AggregateRewrite::isDistinct)) {
      List<AggregateCall> calls =
          aggregate.calls().stream().map(AggregateRewrite::withoutNeedlessDistinct).toList();
      return calls.equals(aggregate.calls())
          ? DistinctRewrite.of(aggregate)
          : with(aggregate, calls);
    }
    return aggregate;
  }

  /** True if a call cannot be computed in a hash table, however it is rewritten. */
  private static boolean needsGroups(LogicalPlan.Aggregate aggregate) {
    return aggregate.calls().stream()
        .anyMatch(call -> !call.function().isHashed() || !call.order().isEmpty());
  }

  static boolean isDistinct(AggregateCall call) {
    return call.isDistinct();
  }

  private static LogicalPlan with(LogicalPlan.Aggregate aggregate, List<AggregateCall> calls) {
    return new LogicalPlan.Aggregate(
        aggregate.input(), aggregate.keys(), calls, aggregate.schema(), aggregate.estimate());
  }

  private static AggregateCall withoutNeedlessDistinct(AggregateCall call) {
    return call.function().ignoresDuplicates() ? call.ofAll() : call;
  }
}
