package org.weft.planner.physical;

import java.util.function.UnaryOperator;
import org.weft.planner.logical.LogicalPlan;
import org.weft.planner.logical.LogicalVisitor;

/** A logical node over other inputs of the same columns. */
final class LogicalInputs implements LogicalVisitor<LogicalPlan> {
  private final UnaryOperator<LogicalPlan> change;

  private LogicalInputs(UnaryOperator<LogicalPlan> change) {
    this.change = change;
  }

  /** The node with each of its inputs changed. */
  static LogicalPlan replaced(LogicalPlan plan, UnaryOperator<LogicalPlan> change) {
    return plan.accept(new LogicalInputs(change));
  }

  @Override
  public LogicalPlan scan(LogicalPlan.Scan scan) {
    return scan;
  }

  @Override
  public LogicalPlan values(LogicalPlan.Values values) {
    return values;
  }

  @Override
  public LogicalPlan filter(LogicalPlan.Filter filter) {
    return new LogicalPlan.Filter(
        change.apply(filter.input()), filter.predicate(), filter.estimate());
  }

  @Override
  public LogicalPlan project(LogicalPlan.Project project) {
    return new LogicalPlan.Project(
        change.apply(project.input()), project.expressions(), project.schema(), project.estimate());
  }

  @Override
  public LogicalPlan unnest(LogicalPlan.Unnest unnest) {
    return new LogicalPlan.Unnest(
        change.apply(unnest.input()),
        unnest.kept(),
        unnest.spec(),
        unnest.schema(),
        unnest.estimate());
  }

  @Override
  public LogicalPlan aggregate(LogicalPlan.Aggregate aggregate) {
    return new LogicalPlan.Aggregate(
        change.apply(aggregate.input()),
        aggregate.keys(),
        aggregate.calls(),
        aggregate.schema(),
        aggregate.estimate());
  }

  @Override
  public LogicalPlan join(LogicalPlan.Join join) {
    return new LogicalPlan.Join(
        change.apply(join.left()),
        change.apply(join.right()),
        join.type(),
        join.condition(),
        join.nearest(),
        join.hint(),
        join.schema(),
        join.estimate());
  }

  @Override
  public LogicalPlan sort(LogicalPlan.Sort sort) {
    return new LogicalPlan.Sort(
        change.apply(sort.input()), sort.keys(), sort.offset(), sort.limit(), sort.estimate());
  }

  @Override
  public LogicalPlan shared(LogicalPlan.Shared shared) {
    return new LogicalPlan.Shared(shared.id(), change.apply(shared.input()));
  }

  @Override
  public LogicalPlan recursion(LogicalPlan.Recursion recursion) {
    return new LogicalPlan.Recursion(
        recursion.id(),
        change.apply(recursion.first()),
        change.apply(recursion.round()),
        recursion.duplicates(),
        recursion.schema(),
        recursion.estimate());
  }

  @Override
  public LogicalPlan workingTable(LogicalPlan.WorkingTable table) {
    return table;
  }

  @Override
  public LogicalPlan write(LogicalPlan.Write write) {
    return new LogicalPlan.Write(change.apply(write.input()), write.spec());
  }

  @Override
  public LogicalPlan union(LogicalPlan.Union union) {
    return new LogicalPlan.Union(
        union.inputs().stream().map(change).toList(), union.schema(), union.estimate());
  }

  @Override
  public LogicalPlan window(LogicalPlan.Window window) {
    return new LogicalPlan.Window(
        change.apply(window.input()),
        window.partitionKeys(),
        window.orderKeys(),
        window.calls(),
        window.limit(),
        window.schema(),
        window.estimate());
  }
}
