package org.weft.planner.explain;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.weft.planner.logical.JoinHint;
import org.weft.planner.logical.LogicalPlan;
import org.weft.planner.logical.LogicalVisitor;
import org.weft.planner.scan.BaseColumn;
import org.weft.planner.scan.TableData;

/** A logical plan as a tree of text. */
final class LogicalTrees implements LogicalVisitor<ExplainTree> {
  private final Set<Integer> shown = new HashSet<>();

  private static final int MOST_PATHS = 7;
  private static final int SHOWN_PATHS = 3;

  static ExplainTree of(LogicalPlan plan) {
    return plan.accept(new LogicalTrees());
  }

  private ExplainTree tree(LogicalPlan plan, String title, String... details) {
    List<String> lines = new ArrayList<>(List.of(details));
    lines.add(Texts.stats(plan.estimate()));
    ExplainTree[] children = new ExplainTree[plan.inputs().size()];
    for (int i : PlanFigures.drawn(children.length)) {
      children[i] = plan.inputs().get(i).accept(this);
    }
    return new ExplainTree(title, lines, List.of(children));
  }

  @Override
  public ExplainTree shared(LogicalPlan.Shared shared) {
    return shown.add(shared.id())
        ? tree(shared, "Shared #" + shared.id())
        : new ExplainTree("Shared #" + shared.id() + " (above)", List.of(), List.of());
  }

  @Override
  public ExplainTree scan(LogicalPlan.Scan scan) {
    List<String> details = new ArrayList<>();
    details.add("Paths = [" + paths(scan.table().reference().paths()) + "]");
    details.add("Num files = " + scan.table().files().size());
    scan.filter().ifPresent(filter -> details.add("Filter pushdown = " + filter));
    details.add("Output schema = " + scan.schema());
    details.add("Statistics = { " + statistics(scan) + " }");
    return tree(scan, "Scan: " + scan.table().reference().name(), details.toArray(new String[0]));
  }

  /** What the optimiser knew of the table and from where, such as 7 different values by a range. */
  private static String statistics(LogicalPlan.Scan scan) {
    TableData table = scan.table();
    String source = table.isCounted() ? "footer" : "guess";
    List<String> parts = new ArrayList<>();
    parts.add("rows ≈ " + table.rowCount() + " (" + source + ")");
    for (int i = 0; i < scan.columns().size(); i++) {
      String name = scan.schema().field(i).name();
      new BaseColumn(table, scan.columns().get(i))
          .distinctCount()
          .ifPresent(
              count ->
                  parts.add(
                      "distinct %s ≈ %.0f (%s)".formatted(name, count.values(), count.source())));
    }
    return String.join(", ", parts);
  }

  private static String paths(List<String> paths) {
    if (paths.size() <= MOST_PATHS) {
      return String.join(", ", paths);
    }
    return String.join(", ", paths.subList(0, SHOWN_PATHS))
        + " ... "
        + String.join(", ", paths.subList(paths.size() - SHOWN_PATHS, paths.size()));
  }

  @Override
  public ExplainTree values(LogicalPlan.Values values) {
    return tree(values, "Values: " + values.rows().size() + " rows", "Schema = " + values.schema());
  }

  @Override
  public ExplainTree filter(LogicalPlan.Filter filter) {
    return tree(filter, "Filter: " + filter.predicate());
  }

  @Override
  public ExplainTree project(LogicalPlan.Project project) {
    return tree(project, "Project: " + Texts.projections(project.expressions(), project.schema()));
  }

  @Override
  public ExplainTree aggregate(LogicalPlan.Aggregate aggregate) {
    return tree(
        aggregate,
        "Aggregate: " + Texts.calls(aggregate.calls(), aggregate.input().schema()),
        "Group by = " + Texts.columns(aggregate.keys(), aggregate.input().schema()),
        "Output schema = " + aggregate.schema());
  }

  @Override
  public ExplainTree join(LogicalPlan.Join join) {
    List<String> details = new ArrayList<>();
    details.add("On = " + join.condition());
    join.nearest().ifPresent(nearest -> details.add("As of = " + nearest));
    if (join.hint() != JoinHint.NONE) {
      details.add("Hint = " + join.hint().name().toLowerCase(java.util.Locale.ROOT));
    }
    details.add("Output schema = " + join.schema());
    return tree(
        join,
        "Join: " + join.type().name().toLowerCase(java.util.Locale.ROOT),
        details.toArray(new String[0]));
  }

  @Override
  public ExplainTree sort(LogicalPlan.Sort sort) {
    List<String> details = new ArrayList<>();
    if (sort.offset() > 0) {
      details.add("Offset = " + sort.offset());
    }
    if (sort.keys().isEmpty()) {
      String title = sort.limit().isPresent() ? "Limit: " + sort.limit().getAsLong() : "Offset";
      return tree(sort, title, details.toArray(new String[0]));
    }
    sort.limit().ifPresent(limit -> details.add("Limit = " + limit));
    return tree(
        sort,
        "Sort: " + Texts.sortKeys(sort.keys(), sort.schema()),
        details.toArray(new String[0]));
  }

  @Override
  public ExplainTree recursion(LogicalPlan.Recursion recursion) {
    return tree(recursion, "Recursion #" + recursion.id(), "Output schema = " + recursion.schema());
  }

  @Override
  public ExplainTree workingTable(LogicalPlan.WorkingTable table) {
    return tree(table, "WorkingTable of recursion #" + table.id());
  }

  @Override
  public ExplainTree write(LogicalPlan.Write write) {
    return tree(write, "Write: " + write.spec());
  }

  @Override
  public ExplainTree union(LogicalPlan.Union union) {
    return tree(union, "Union", "Output schema = " + union.schema());
  }

  @Override
  public ExplainTree unnest(LogicalPlan.Unnest unnest) {
    return tree(
        unnest,
        "Unnest: " + unnest.spec().show(unnest.input().schema()),
        "Output schema = " + unnest.schema());
  }

  @Override
  public ExplainTree window(LogicalPlan.Window window) {
    return tree(
        window,
        "Window: " + WindowTexts.calls(window.calls(), window.input().schema()),
        WindowTexts.keys(window.partitionKeys(), window.orderKeys(), window.input().schema()));
  }
}
