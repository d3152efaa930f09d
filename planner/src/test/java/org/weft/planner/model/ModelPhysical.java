package org.weft.planner.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.weft.planner.expr.SortKey;
import org.weft.planner.physical.PhysicalPlan;
import org.weft.planner.physical.PhysicalVisitor;
import org.weft.planner.scan.ScanTask;
import org.weft.planner.stage.Stage;

/** What one task gives, by the contracts of the physical nodes. */
final class ModelPhysical implements PhysicalVisitor<List<List<Object>>> {
  /** What other stages wrote: by stage, then task, then partition. */
  interface Shuffles {
    List<List<List<List<Object>>>> outputs(int stage);
  }

  private final Map<String, ModelTable> tables;
  private final Stage.TaskInput input;
  private final Shuffles shuffles;

  ModelPhysical(Map<String, ModelTable> tables, Stage.TaskInput input, Shuffles shuffles) {
    this.tables = tables;
    this.input = input;
    this.shuffles = shuffles;
  }

  @Override
  public List<List<Object>> shared(PhysicalPlan.Shared shared) {
    return shared.input().accept(this);
  }

  @Override
  public List<List<Object>> recursion(PhysicalPlan.Recursion recursion) {
    throw new AssertionError("not in queries of chance");
  }

  @Override
  public List<List<Object>> workingTable(PhysicalPlan.WorkingTable table) {
    throw new AssertionError("not in queries of chance");
  }

  @Override
  public List<List<Object>> scan(PhysicalPlan.Scan scan) {
    ModelTable table = tables.get(scan.table());
    List<Integer> columns =
        scan.schema().names().stream().map(n -> table.schema().indexOf(n).orElseThrow()).toList();
    List<ScanTask> tasks = new ArrayList<>(scan.tasks());
    tasks.addAll(input.scans().getOrDefault(scan.id(), List.of()));
    List<List<Object>> rows = new ArrayList<>();
    for (ScanTask task : tasks) {
      for (ScanTask.Source source : task.sources()) {
        for (int split : source.splits()) {
          table
              .files()
              .get(source.path())
              .get(split)
              .forEach(row -> rows.add(ModelLogical.pick(row, columns)));
        }
      }
    }
    return rows;
  }

  @Override
  public List<List<Object>> values(PhysicalPlan.Values values) {
    return values.rows().stream().map(ModelLogical::literals).toList();
  }

  @Override
  public List<List<Object>> filter(PhysicalPlan.Filter filter) {
    return filter.input().accept(this).stream()
        .filter(row -> ModelExpressions.isTrue(filter.predicate(), row))
        .toList();
  }

  @Override
  public List<List<Object>> project(PhysicalPlan.Project project) {
    return project.input().accept(this).stream()
        .map(row -> ModelLogical.project(project.expressions(), row))
        .toList();
  }

  @Override
  public List<List<Object>> unnest(PhysicalPlan.Unnest unnest) {
    return ModelLogical.unnest(unnest.input().accept(this), unnest.kept(), unnest.spec());
  }

  @Override
  public List<List<Object>> hashAggregate(PhysicalPlan.HashAggregate aggregate) {
    return ModelAggregates.of(
        aggregate.input().accept(this),
        aggregate.keys(),
        aggregate.calls(),
        aggregate.phase() == PhysicalPlan.HashAggregate.Phase.FINAL);
  }

  /** Groups that are not together come out twice, as they would. */
  @Override
  public List<List<Object>> sortedAggregate(PhysicalPlan.SortedAggregate aggregate) {
    boolean merging = aggregate.phase() == PhysicalPlan.HashAggregate.Phase.FINAL;
    List<List<Object>> results = new ArrayList<>();
    List<List<Object>> group = new ArrayList<>();
    for (List<Object> row : aggregate.input().accept(this)) {
      if (!group.isEmpty() && !keys(aggregate, row).equals(keys(aggregate, group.get(0)))) {
        results.addAll(ModelAggregates.of(group, aggregate.keys(), aggregate.calls(), merging));
        group.clear();
      }
      group.add(row);
    }
    boolean needsRow =
        aggregate.keys().isEmpty() && aggregate.phase() != PhysicalPlan.HashAggregate.Phase.PARTIAL;
    if (!group.isEmpty() || needsRow) {
      results.addAll(ModelAggregates.of(group, aggregate.keys(), aggregate.calls(), merging));
    }
    return results;
  }

  private static List<Object> keys(PhysicalPlan.SortedAggregate aggregate, List<Object> row) {
    List<Object> keys = new ArrayList<>();
    aggregate.keys().forEach(ordinal -> keys.add(row.get(ordinal)));
    return keys;
  }

  @Override
  public List<List<Object>> hashJoin(PhysicalPlan.HashJoin join) {
    int probeWidth = join.probe().schema().size();
    int buildWidth = join.build().schema().size();
    ModelJoins.Result result =
        ModelJoins.of(
            join.probe().accept(this), join.build().accept(this), (p, b) -> matches(join, p, b));
    List<List<Object>> probeRest = ModelJoins.nullsRight(result.unmatchedLeft(), buildWidth);
    List<List<Object>> buildRest = ModelJoins.nullsLeft(probeWidth, result.unmatchedRight());
    return switch (join.type()) {
      case INNER -> result.pairs();
      case PROBE_OUTER -> ModelJoins.plus(result.pairs(), probeRest);
      case BUILD_OUTER -> ModelJoins.plus(result.pairs(), buildRest);
      case FULL -> ModelJoins.plus(ModelJoins.plus(result.pairs(), probeRest), buildRest);
      case PROBE_SEMI -> result.matchedLeft();
      case PROBE_ANTI -> result.unmatchedLeft();
      case PROBE_MARK -> result.markedLeft();
      case BUILD_SEMI -> result.matchedRight();
      case BUILD_ANTI -> result.unmatchedRight();
    };
  }

  @Override
  public List<List<Object>> mergeJoin(PhysicalPlan.MergeJoin join) {
    if (join.nearest().isPresent()) {
      throw new AssertionError("an as-of join");
    }
    return join.pairs().accept(this);
  }

  private static boolean matches(
      PhysicalPlan.HashJoin join, List<Object> probe, List<Object> build) {
    for (int i = 0; i < join.probeKeys().size(); i++) {
      Object p = probe.get(join.probeKeys().get(i));
      Object b = build.get(join.buildKeys().get(i));
      if (join.nullKeys() == PhysicalPlan.HashJoin.NullKeys.MATCH_EVERYTHING
          && (p == null || b == null)) {
        continue;
      }
      boolean nullsMatch = join.nullKeys() == PhysicalPlan.HashJoin.NullKeys.MATCH_EACH_OTHER;
      if (p == null || b == null ? !(nullsMatch && p == b) : !p.equals(b)) {
        return false;
      }
    }
    return join.residual().isEmpty()
        || ModelExpressions.isTrue(join.residual().get(), ModelJoins.concat(probe, build));
  }

  @Override
  public List<List<Object>> sort(PhysicalPlan.Sort sort) {
    return sorted(sort.input().accept(this), sort.keys());
  }

  private static List<List<Object>> sorted(List<List<Object>> rows, List<SortKey> keys) {
    return rows.stream().sorted((a, b) -> ModelExpressions.compare(keys, a, b)).toList();
  }

  @Override
  public List<List<Object>> groupedSort(PhysicalPlan.GroupedSort sort) {
    return ModelWindows.grouped(sorted(sort.input().accept(this), sort.keys()), sort);
  }

  @Override
  public List<List<Object>> window(PhysicalPlan.Window window) {
    return ModelWindows.inOrder(window.input().accept(this), window);
  }

  @Override
  public List<List<Object>> partitionTop(PhysicalPlan.PartitionTop top) {
    return ModelWindows.first(top.input().accept(this), top);
  }

  @Override
  public List<List<Object>> topN(PhysicalPlan.TopN topN) {
    return sorted(topN.input().accept(this), topN.keys()).stream()
        .skip(topN.offset())
        .limit(topN.limit())
        .toList();
  }

  @Override
  public List<List<Object>> limit(PhysicalPlan.Limit limit) {
    return limit.input().accept(this).stream()
        .skip(limit.offset())
        .limit(limit.limit().orElse(Long.MAX_VALUE))
        .toList();
  }

  @Override
  public List<List<Object>> unionAll(PhysicalPlan.UnionAll union) {
    return union.inputs().stream().flatMap(i -> i.accept(this).stream()).toList();
  }

  @Override
  public List<List<Object>> write(PhysicalPlan.Write write) {
    throw new AssertionError("the model writes no files");
  }

  @Override
  public List<List<Object>> commit(PhysicalPlan.Commit commit) {
    throw new AssertionError("a commit in a task");
  }

  @Override
  public List<List<Object>> exchange(PhysicalPlan.Exchange exchange) {
    throw new AssertionError("an exchange in a task");
  }

  @Override
  public List<List<Object>> shuffleRead(PhysicalPlan.ShuffleRead read) {
    List<List<List<List<Object>>>> outputs = shuffles.outputs(read.stage());
    List<List<Object>> rows = new ArrayList<>();
    int partition = input.partition();
    for (int task = 0; task < outputs.size(); task++) {
      List<List<List<Object>>> partitions = outputs.get(task);
      switch (read.mode()) {
        case ALL -> partitions.forEach(rows::addAll);
        case PARTITION -> {
          if (partition >= 0 && partition < partitions.size()) {
            rows.addAll(partitions.get(partition));
          }
        }
        case MAP_OUTPUT -> {
          if (task == partition) {
            partitions.forEach(rows::addAll);
          }
        }
      }
    }
    return read.mergeKeys().isEmpty() ? rows : sorted(rows, read.mergeKeys());
  }
}
