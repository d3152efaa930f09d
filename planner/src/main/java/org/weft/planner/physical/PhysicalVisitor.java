package org.weft.planner.physical;

/** One method for each kind of {@link PhysicalPlan}. */
public interface PhysicalVisitor<R> {
  R scan(PhysicalPlan.Scan scan);

  R values(PhysicalPlan.Values values);

  R filter(PhysicalPlan.Filter filter);

  R project(PhysicalPlan.Project project);

  R hashAggregate(PhysicalPlan.HashAggregate aggregate);

  R sortedAggregate(PhysicalPlan.SortedAggregate aggregate);

  R hashJoin(PhysicalPlan.HashJoin join);

  R mergeJoin(PhysicalPlan.MergeJoin join);

  R sort(PhysicalPlan.Sort sort);

  R groupedSort(PhysicalPlan.GroupedSort sort);

  R unnest(PhysicalPlan.Unnest unnest);

  R window(PhysicalPlan.Window window);

  R partitionTop(PhysicalPlan.PartitionTop top);

  R topN(PhysicalPlan.TopN topN);

  R limit(PhysicalPlan.Limit limit);

  R unionAll(PhysicalPlan.UnionAll union);

  R shared(PhysicalPlan.Shared shared);

  R recursion(PhysicalPlan.Recursion recursion);

  R workingTable(PhysicalPlan.WorkingTable table);

  R exchange(PhysicalPlan.Exchange exchange);

  R shuffleRead(PhysicalPlan.ShuffleRead read);

  R write(PhysicalPlan.Write write);

  R commit(PhysicalPlan.Commit commit);
}
