package org.weft.planner.physical;

import java.util.List;
import org.weft.planner.expr.AggregateCall;

/**
 * Whether a plan gives the same rows each time it runs on the same input. A task whose container is
 * lost runs again: what others have done by the rows of its first run then still holds. Which of
 * equal rows come first, and which of several values an aggregate takes, is not certain.
 */
public final class SteadyRows {
  private SteadyRows() {}

  /** True if it is certain of the plan, given that it is of what other stages wrote. */
  public static boolean areSure(PhysicalPlan plan) {
    return isSure(plan) && plan.inputs().stream().allMatch(SteadyRows::areSure);
  }

  private static boolean isSure(PhysicalPlan plan) {
    if (plan instanceof PhysicalPlan.Scan scan) {
      return scan.pushdowns().limit().isEmpty();
    }
    if (plan instanceof PhysicalPlan.Filter filter) {
      return !PlanClasses.isVolatile(filter.predicate());
    }
    if (plan instanceof PhysicalPlan.Project project) {
      return project.expressions().stream().noneMatch(PlanClasses::isVolatile);
    }
    if (plan instanceof PhysicalPlan.HashAggregate aggregate) {
      return areSure(aggregate.calls());
    }
    if (plan instanceof PhysicalPlan.SortedAggregate aggregate) {
      return areSure(aggregate.calls());
    }
    if (plan instanceof PhysicalPlan.HashJoin join) {
      return join.residual().filter(PlanClasses::isVolatile).isEmpty();
    }
    if (plan instanceof PhysicalPlan.MergeJoin join) {
      return join.nearest().isEmpty() && isSure(join.pairs());
    }
    return plan instanceof PhysicalPlan.ShuffleRead
        || plan instanceof PhysicalPlan.Values
        || plan instanceof PhysicalPlan.UnionAll
        || plan instanceof PhysicalPlan.Sort
        || plan instanceof PhysicalPlan.GroupedSort;
  }

  private static boolean areSure(List<AggregateCall> calls) {
    return calls.stream().allMatch(SteadyRows::isSure);
  }

  private static boolean isSure(AggregateCall call) {
    return switch (call.function()) {
      case COUNT_ALL, COUNT, SUM, MIN, MAX, BIT_AND, BIT_OR, BIT_XOR, SINGLE_VALUE -> true;
      default -> false;
    };
  }
}
