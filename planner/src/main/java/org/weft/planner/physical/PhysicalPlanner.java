package org.weft.planner.physical;

import org.weft.planner.logical.LogicalPlan;

/**
 * Decides how a query runs: which files and row groups are read by which scan task, which side of a
 * join is kept in memory, where rows must move, and how many partitions they move to.
 *
 * <p>The steps: limits go down, also those of ranks in windows, averages and distinct aggregates
 * are said with simpler ones, groups go below joins where that pays, what is there twice is shared,
 * columns that nobody needs go out, then every operator is lowered bottom-up; its {@link Placement}
 * tells whether rows must move first. For one process the same steps run with every row in one
 * place, so that no exchange arises.
 */
public final class PhysicalPlanner {
  private PhysicalPlanner() {}

  /** The physical plan, with the columns and names of the logical one. */
  public static PhysicalPlan plan(LogicalPlan query, PlanTarget target) {
    LogicalPlan simple =
        EagerGroups.of(AggregateRewrite.of(WindowLimits.of(LimitPushdown.of(query))), target);
    LogicalPlan tidy = ColumnPruning.of(SharedPlans.of(simple, target));
    Lowered lowered = tidy.accept(new Lowering(target));
    return Projections.named(lowered.plan(), query.schema());
  }
}
