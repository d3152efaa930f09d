package org.weft.planner.physical;

import java.util.List;
import java.util.OptionalLong;
import org.weft.planner.logical.LogicalPlan;

/**
 * Moves bare limits towards the scans: below projections, into sorts (which become top-N) and into
 * each other. A limit over a sort in a sub-query keeps the sort's order that way.
 */
final class LimitPushdown {
  private LimitPushdown() {}

  /** The plan with its limits as low as they go. */
  static LogicalPlan of(LogicalPlan plan) {
    LogicalPlan rewritten = LogicalInputs.replaced(plan, LimitPushdown::of);
    if (rewritten instanceof LogicalPlan.Sort sort && sort.keys().isEmpty()) {
      return lowered(sort);
    }
    return rewritten;
  }

  private static LogicalPlan lowered(LogicalPlan.Sort limit) {
    if (limit.limit().isEmpty() && limit.offset() == 0) {
      return limit.input();
    }
    if (limit.input() instanceof LogicalPlan.Project project) {
      return new LogicalPlan.Project(
          lowered(over(limit, project.input())),
          project.expressions(),
          project.schema(),
          limit.estimate());
    }
    if (limit.input() instanceof LogicalPlan.Sort below) {
      return new LogicalPlan.Sort(
          below.input(),
          below.keys(),
          Math.addExact(below.offset(), limit.offset()),
          combined(below.limit(), limit),
          limit.estimate());
    }
    return limit;
  }

  private static LogicalPlan.Sort over(LogicalPlan.Sort limit, LogicalPlan input) {
    return new LogicalPlan.Sort(input, List.of(), limit.offset(), limit.limit(), limit.estimate());
  }

  /** What is left of the rows below, and of those at most what is asked above. */
  private static OptionalLong combined(OptionalLong below, LogicalPlan.Sort above) {
    if (below.isEmpty()) {
      return above.limit();
    }
    long left = Math.max(0, below.getAsLong() - above.offset());
    return OptionalLong.of(Math.min(left, above.limit().orElse(left)));
  }
}
