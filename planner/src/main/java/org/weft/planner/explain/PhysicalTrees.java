package org.weft.planner.explain;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.weft.planner.physical.Band;
import org.weft.planner.physical.Distribution;
import org.weft.planner.physical.PhysicalPlan;
import org.weft.planner.physical.PhysicalVisitor;
import org.weft.planner.type.Schema;

/** A physical plan as a tree of text. */
final class PhysicalTrees implements PhysicalVisitor<ExplainTree> {
  private final Set<Integer> shown = new HashSet<>();

  static ExplainTree of(PhysicalPlan plan) {
    return plan.accept(new PhysicalTrees());
  }

  private ExplainTree tree(PhysicalPlan plan, String title, String... details) {
    return tree(plan, title, List.of(details));
  }

  private ExplainTree tree(PhysicalPlan plan, String title, List<String> details) {
    List<String> lines = new ArrayList<>(details);
    lines.add(Texts.stats(plan.estimate()));
    ExplainTree[] children = new ExplainTree[plan.inputs().size()];
    for (int i : PlanFigures.drawn(children.length)) {
      children[i] = plan.inputs().get(i).accept(this);
    }
    return new ExplainTree(title, lines, List.of(children));
  }

  @Override
  public ExplainTree shared(PhysicalPlan.Shared shared) {
    return shown.add(shared.id())
        ? tree(shared, "Shared #" + shared.id())
        : new ExplainTree("Shared #" + shared.id() + " (above)", List.of(), List.of());
  }

  @Override
  public ExplainTree scan(PhysicalPlan.Scan scan) {
    return tree(scan, "TabularScan: " + scan.table(), ScanTexts.of(scan));
  }

  @Override
  public ExplainTree values(PhysicalPlan.Values values) {
    return tree(values, "Values: " + values.rows().size() + " rows", "Schema = " + values.schema());
  }

  @Override
  public ExplainTree filter(PhysicalPlan.Filter filter) {
    return tree(filter, "Filter: " + filter.predicate());
  }

  @Override
  public ExplainTree project(PhysicalPlan.Project project) {
    return tree(project, "Project: " + Texts.projections(project.expressions(), project.schema()));
  }

  @Override
  public ExplainTree hashAggregate(PhysicalPlan.HashAggregate aggregate) {
    Schema input = aggregate.input().schema();
    return tree(
        aggregate,
        "HashAggregate: " + lower(aggregate.phase()),
        "Group by = " + Texts.columns(aggregate.keys(), input),
        "Aggregations = " + Texts.calls(aggregate.calls(), input),
        "Output schema = " + aggregate.schema());
  }

  @Override
  public ExplainTree sortedAggregate(PhysicalPlan.SortedAggregate aggregate) {
    Schema input = aggregate.input().schema();
    return tree(
        aggregate,
        "SortedAggregate: " + lower(aggregate.phase()),
        "Group by = " + Texts.columns(aggregate.keys(), input),
        "Aggregations = " + Texts.calls(aggregate.calls(), input),
        "Output schema = " + aggregate.schema());
  }

  @Override
  public ExplainTree mergeJoin(PhysicalPlan.MergeJoin join) {
    List<String> details = new ArrayList<>(details(join.pairs()));
    join.nearest().ifPresent(nearest -> details.add(nearest(join.pairs(), nearest)));
    return tree(join, "SortMergeJoin", details);
  }

  private static String nearest(
      PhysicalPlan.HashJoin join, PhysicalPlan.MergeJoin.Nearest nearest) {
    String probe = join.probe().schema().field(nearest.probeKey()).name();
    String build = join.build().schema().field(nearest.buildKey()).name();
    String comparison =
        switch (nearest.bound()) {
          case AT_MOST -> " <= ";
          case LESS -> " < ";
          case AT_LEAST -> " >= ";
          case GREATER -> " > ";
        };
    return "As of: nearest " + build + comparison + probe;
  }

  @Override
  public ExplainTree hashJoin(PhysicalPlan.HashJoin join) {
    Optional<Band> band = Band.of(join);
    List<String> details = details(join);
    if (band.isEmpty()) {
      return tree(join, join.probeKeys().isEmpty() ? "NestedLoopJoin" : "HashJoin", details);
    }
    details.add("Sorted by: " + join.build().schema().field(band.get().sorted()).name());
    return tree(join, "BandJoin", details);
  }

  private static List<String> details(PhysicalPlan.HashJoin join) {
    List<String> details = new ArrayList<>();
    details.add("Type: " + lower(join.type()));
    details.add("Probe: Join key = " + Texts.columns(join.probeKeys(), join.probe().schema()));
    details.add("Build: Join key = " + Texts.columns(join.buildKeys(), join.build().schema()));
    switch (join.nullKeys()) {
      case MATCH_NOTHING -> {}
      case MATCH_EACH_OTHER -> details.add("Null equals nulls");
      case MATCH_EVERYTHING -> details.add("Null may equal everything");
    }
    join.residual().ifPresent(residual -> details.add("Residual = " + residual));
    details.add("Distribution: " + lower(join.distribution()));
    return details;
  }

  @Override
  public ExplainTree sort(PhysicalPlan.Sort sort) {
    return tree(sort, "Sort", "Sort by: " + Texts.sortKeys(sort.keys(), sort.schema()));
  }

  @Override
  public ExplainTree groupedSort(PhysicalPlan.GroupedSort sort) {
    return tree(sort, "GroupedSort", "Sort by: " + Texts.sortKeys(sort.keys(), sort.schema()));
  }

  @Override
  public ExplainTree unnest(PhysicalPlan.Unnest unnest) {
    return tree(
        unnest,
        "Unnest: " + unnest.spec().show(unnest.input().schema()),
        "Output schema = " + unnest.schema());
  }

  @Override
  public ExplainTree window(PhysicalPlan.Window window) {
    Schema input = window.input().schema();
    return tree(
        window,
        "Window: " + WindowTexts.calls(window.calls(), input),
        WindowTexts.keys(window.partitionKeys(), window.orderKeys(), input));
  }

  @Override
  public ExplainTree partitionTop(PhysicalPlan.PartitionTop top) {
    return tree(
        top,
        "PartitionTop: " + WindowTexts.limit(top.limit()),
        WindowTexts.keys(top.partitionKeys(), top.orderKeys(), top.schema()));
  }

  @Override
  public ExplainTree topN(PhysicalPlan.TopN topN) {
    List<String> details = new ArrayList<>();
    if (topN.offset() > 0) {
      details.add("Offset = " + topN.offset());
    }
    details.add("Sort by: " + Texts.sortKeys(topN.keys(), topN.schema()));
    return tree(topN, "TopN: " + topN.limit(), details);
  }

  @Override
  public ExplainTree limit(PhysicalPlan.Limit limit) {
    String title = limit.limit().isPresent() ? "Limit: " + limit.limit().getAsLong() : "Offset";
    return limit.offset() > 0
        ? tree(limit, title, "Offset = " + limit.offset())
        : tree(limit, title);
  }

  @Override
  public ExplainTree unionAll(PhysicalPlan.UnionAll union) {
    return tree(union, "UnionAll", "Output schema = " + union.schema());
  }

  @Override
  public ExplainTree recursion(PhysicalPlan.Recursion recursion) {
    return tree(
        recursion,
        "Recursion #" + recursion.id(),
        "Duplicates = " + lower(recursion.duplicates()),
        "Output schema = " + recursion.schema());
  }

  @Override
  public ExplainTree workingTable(PhysicalPlan.WorkingTable table) {
    return tree(table, "WorkingTable of recursion #" + table.id());
  }

  @Override
  public ExplainTree write(PhysicalPlan.Write write) {
    return tree(write, "Write: " + write.spec(), "File schema = " + write.input().schema());
  }

  @Override
  public ExplainTree commit(PhysicalPlan.Commit commit) {
    return tree(commit, "Commit: " + commit.input().spec().path());
  }

  @Override
  public ExplainTree exchange(PhysicalPlan.Exchange exchange) {
    Distribution distribution = exchange.distribution();
    List<String> details = new ArrayList<>();
    details.add("Clustering spec = { Num partitions = " + distribution.partitions() + " }");
    String title;
    if (distribution instanceof Distribution.Hash hash) {
      title = "FlightShuffle: Hash";
      details.add("By = " + Texts.columns(hash.keys(), exchange.schema()));
    } else if (distribution instanceof Distribution.Range range) {
      title = "FlightShuffle: Range";
      details.add("By = " + Texts.sortKeys(range.keys(), exchange.schema()));
    } else {
      title = distribution instanceof Distribution.Gather ? "FlightGather" : "FlightBroadcast";
    }
    return tree(exchange, title, details);
  }

  @Override
  public ExplainTree shuffleRead(PhysicalPlan.ShuffleRead read) {
    List<String> details = new ArrayList<>();
    if (!read.mergeKeys().isEmpty()) {
      details.add("Merged by: " + Texts.sortKeys(read.mergeKeys(), read.schema()));
    }
    return tree(read, "ShuffleRead: " + lower(read.mode()) + " of stage " + read.stage(), details);
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
