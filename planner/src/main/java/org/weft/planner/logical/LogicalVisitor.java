package org.weft.planner.logical;

/** One method for each kind of {@link LogicalPlan}. */
public interface LogicalVisitor<R> {
  R scan(LogicalPlan.Scan scan);

  R values(LogicalPlan.Values values);

  R filter(LogicalPlan.Filter filter);

  R project(LogicalPlan.Project project);

  R aggregate(LogicalPlan.Aggregate aggregate);

  R join(LogicalPlan.Join join);

  R sort(LogicalPlan.Sort sort);

  R unnest(LogicalPlan.Unnest unnest);

  R window(LogicalPlan.Window window);

  R union(LogicalPlan.Union union);

  R shared(LogicalPlan.Shared shared);

  R recursion(LogicalPlan.Recursion recursion);

  R workingTable(LogicalPlan.WorkingTable table);

  R write(LogicalPlan.Write write);
}
