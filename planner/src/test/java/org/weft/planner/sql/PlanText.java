package org.weft.planner.sql;

import org.weft.planner.logical.LogicalPlan;
import org.weft.planner.logical.LogicalVisitor;

/** A plan as indented lines, for tests to compare with. */
final class PlanText implements LogicalVisitor<String> {
  private PlanText() {}

  static String of(LogicalPlan plan) {
    StringBuilder text = new StringBuilder();
    append(plan, 0, text);
    return text.toString();
  }

  private static void append(LogicalPlan plan, int depth, StringBuilder text) {
    text.append("  ".repeat(depth)).append(plan.accept(new PlanText())).append('\n');
    for (LogicalPlan input : plan.inputs()) {
      append(input, depth + 1, text);
    }
  }

  @Override
  public String shared(LogicalPlan.Shared shared) {
    return "Shared " + shared.id();
  }

  @Override
  public String recursion(LogicalPlan.Recursion recursion) {
    return "Recursion " + recursion.id();
  }

  @Override
  public String workingTable(LogicalPlan.WorkingTable table) {
    return "WorkingTable " + table.id();
  }

  @Override
  public String scan(LogicalPlan.Scan scan) {
    return "Scan "
        + scan.table().reference().name()
        + " "
        + scan.schema().names()
        + scan.filter().map(f -> " hint " + f).orElse("");
  }

  @Override
  public String values(LogicalPlan.Values values) {
    return "Values " + values.rows();
  }

  @Override
  public String filter(LogicalPlan.Filter filter) {
    return "Filter " + filter.predicate() + rows(filter);
  }

  @Override
  public String project(LogicalPlan.Project project) {
    return "Project " + project.expressions();
  }

  @Override
  public String unnest(LogicalPlan.Unnest unnest) {
    return "Unnest " + unnest.kept() + " " + unnest.spec().show(unnest.input().schema());
  }

  @Override
  public String aggregate(LogicalPlan.Aggregate aggregate) {
    return "Aggregate "
        + aggregate.keys()
        + " "
        + aggregate.calls().stream()
            .map(c -> c.name() + (c.distinctness().name().equals("DISTINCT") ? " distinct" : ""))
            .toList()
        + rows(aggregate);
  }

  @Override
  public String join(LogicalPlan.Join join) {
    return "Join " + join.type() + " " + join.condition() + rows(join);
  }

  @Override
  public String sort(LogicalPlan.Sort sort) {
    return "Sort " + sort.keys().size() + " " + sort.offset() + " " + sort.limit();
  }

  @Override
  public String write(LogicalPlan.Write write) {
    return "Write " + write.spec();
  }

  @Override
  public String window(LogicalPlan.Window window) {
    return "Window "
        + window.partitionKeys()
        + " "
        + window.orderKeys().stream().map(key -> key.ordinal()).toList()
        + " "
        + window.calls().stream().map(call -> call.name()).toList();
  }

  @Override
  public String union(LogicalPlan.Union union) {
    return "Union";
  }

  private static String rows(LogicalPlan plan) {
    return " ~" + Math.round(plan.estimate().rows());
  }
}
