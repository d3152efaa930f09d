package org.weft.planner.stage;

import java.util.List;
import java.util.function.UnaryOperator;
import org.weft.planner.physical.PhysicalPlan;
import org.weft.planner.physical.PhysicalVisitor;

/** A physical node over other inputs of the same columns. */
final class NodeInputs implements PhysicalVisitor<PhysicalPlan> {
  private final UnaryOperator<PhysicalPlan> change;

  private NodeInputs(UnaryOperator<PhysicalPlan> change) {
    this.change = change;
  }

  /** The node with each of its inputs changed. */
  static PhysicalPlan replaced(PhysicalPlan plan, UnaryOperator<PhysicalPlan> change) {
    return plan.accept(new NodeInputs(change));
  }

  /** The plan every task of a stage is given: its scans carry no tasks. */
  static PhysicalPlan withoutScanTasks(PhysicalPlan plan) {
    return plan instanceof PhysicalPlan.Scan scan
        ? scan.withTasks(List.of())
        : replaced(plan, NodeInputs::withoutScanTasks);
  }

  @Override
  public PhysicalPlan scan(PhysicalPlan.Scan scan) {
    return scan;
  }

  @Override
  public PhysicalPlan values(PhysicalPlan.Values values) {
    return values;
  }

  @Override
  public PhysicalPlan shuffleRead(PhysicalPlan.ShuffleRead read) {
    return read;
  }

  @Override
  public PhysicalPlan filter(PhysicalPlan.Filter filter) {
    return new PhysicalPlan.Filter(
        change.apply(filter.input()), filter.predicate(), filter.estimate());
  }

  @Override
  public PhysicalPlan project(PhysicalPlan.Project project) {
    return new PhysicalPlan.Project(
        change.apply(project.input()), project.expressions(), project.schema(), project.estimate());
  }

  @Override
  public PhysicalPlan unnest(PhysicalPlan.Unnest unnest) {
    return new PhysicalPlan.Unnest(
        change.apply(unnest.input()),
        unnest.kept(),
        unnest.spec(),
        unnest.schema(),
        unnest.estimate());
  }

  @Override
  public PhysicalPlan hashAggregate(PhysicalPlan.HashAggregate aggregate) {
    return new PhysicalPlan.HashAggregate(
        change.apply(aggregate.input()),
        aggregate.phase(),
        aggregate.keys(),
        aggregate.calls(),
        aggregate.schema(),
        aggregate.estimate());
  }

  @Override
  public PhysicalPlan sortedAggregate(PhysicalPlan.SortedAggregate aggregate) {
    return new PhysicalPlan.SortedAggregate(
        change.apply(aggregate.input()),
        aggregate.phase(),
        aggregate.keys(),
        aggregate.calls(),
        aggregate.schema(),
        aggregate.estimate());
  }

  @Override
  public PhysicalPlan mergeJoin(PhysicalPlan.MergeJoin join) {
    return new PhysicalPlan.MergeJoin(hashJoin(join.pairs()), join.nearest());
  }

  @Override
  public PhysicalPlan.HashJoin hashJoin(PhysicalPlan.HashJoin join) {
    return new PhysicalPlan.HashJoin(
        change.apply(join.probe()),
        change.apply(join.build()),
        join.type(),
        join.probeKeys(),
        join.buildKeys(),
        join.nullKeys(),
        join.residual(),
        join.distribution(),
        join.schema(),
        join.estimate());
  }

  @Override
  public PhysicalPlan sort(PhysicalPlan.Sort sort) {
    return new PhysicalPlan.Sort(change.apply(sort.input()), sort.keys(), sort.estimate());
  }

  @Override
  public PhysicalPlan groupedSort(PhysicalPlan.GroupedSort sort) {
    return new PhysicalPlan.GroupedSort(
        change.apply(sort.input()), sort.groupKeys(), sort.keys(), sort.estimate());
  }

  @Override
  public PhysicalPlan window(PhysicalPlan.Window window) {
    return new PhysicalPlan.Window(
        change.apply(window.input()),
        window.partitionKeys(),
        window.orderKeys(),
        window.calls(),
        window.schema(),
        window.estimate());
  }

  @Override
  public PhysicalPlan partitionTop(PhysicalPlan.PartitionTop top) {
    return new PhysicalPlan.PartitionTop(
        change.apply(top.input()),
        top.partitionKeys(),
        top.orderKeys(),
        top.limit(),
        top.estimate());
  }

  @Override
  public PhysicalPlan topN(PhysicalPlan.TopN topN) {
    return new PhysicalPlan.TopN(
        change.apply(topN.input()), topN.keys(), topN.offset(), topN.limit(), topN.estimate());
  }

  @Override
  public PhysicalPlan limit(PhysicalPlan.Limit limit) {
    return new PhysicalPlan.Limit(
        change.apply(limit.input()), limit.offset(), limit.limit(), limit.estimate());
  }

  @Override
  public PhysicalPlan unionAll(PhysicalPlan.UnionAll union) {
    return new PhysicalPlan.UnionAll(
        union.inputs().stream().map(change).toList(), union.schema(), union.estimate());
  }

  @Override
  public PhysicalPlan shared(PhysicalPlan.Shared shared) {
    return new PhysicalPlan.Shared(shared.id(), change.apply(shared.input()));
  }

  @Override
  public PhysicalPlan recursion(PhysicalPlan.Recursion recursion) {
    return new PhysicalPlan.Recursion(
        recursion.id(),
        change.apply(recursion.first()),
        change.apply(recursion.round()),
        recursion.duplicates(),
        recursion.schema(),
        recursion.estimate());
  }

  @Override
  public PhysicalPlan workingTable(PhysicalPlan.WorkingTable table) {
    return table;
  }

  @Override
  public PhysicalPlan write(PhysicalPlan.Write write) {
    return new PhysicalPlan.Write(change.apply(write.input()), write.spec(), write.staging());
  }

  @Override
  public PhysicalPlan commit(PhysicalPlan.Commit commit) {
    throw new IllegalStateException("a commit below the root, or in a stage");
  }

  @Override
  public PhysicalPlan exchange(PhysicalPlan.Exchange exchange) {
    return new PhysicalPlan.Exchange(
        change.apply(exchange.input()), exchange.distribution(), exchange.estimate());
  }
}
