package org.weft.planner.stage;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.weft.planner.physical.HashJoinType;
import org.weft.planner.physical.KeySources;
import org.weft.planner.physical.PhysicalPlan;
import org.weft.planner.physical.PhysicalPlan.HashJoin.NullKeys;
import org.weft.planner.scan.ScanTask;
import org.weft.planner.setting.KnownSettings;
import org.weft.planner.setting.Settings;
import org.weft.planner.stage.StageKeys.ScanFilter;
import org.weft.planner.stage.StageKeys.Start;

/**
 * Finds the joins that drop rows which another stage need not have read: the values of their build
 * keys are told by the stage that gives the build side, and taken by scans below the probe side.
 *
 * <ul>
 *   <li>The join gives nothing for a probe row without a match, and a null key matches nothing.
 *   <li>The probe key is a column of a scan that nobody else reads, see {@link
 *       KeySources#removable}; the build key has no values beyond those of the stage's column, see
 *       {@link KeySources#covering}.
 *   <li>The stage that tells gives the same keys if it runs again, and so do all it reads: rows
 *       that were left out by its first values are not read again. See {@link StageSteadiness}.
 *   <li>Nobody waits in a circle: the stage that tells needs nothing of the one that is told.
 *   <li>It is likely to pay: the build side is clearly smaller than the table, and the join is not
 *       expected to keep nearly all rows. It is worth waiting for if the join keeps at most half of
 *       them, what it takes to know the values is less than half of the scan, and they are not more
 *       than can be told.
 * </ul>
 */
final class KeyFilterRule {
  private static final double CLEARLY_SMALLER = 0.5;
  private static final double NEARLY_ALL = 0.9;
  private static final double MOST = 0.5;

  /** Values per byte up to which a filter of two bits for each lets few others pass. */
  private static final double VALUES_PER_BYTE = 2.5;

  private final List<Stage> stages;
  private final StageSteadiness steadiness;
  private final long mostBytes;
  private final boolean mayWait;
  private final Map<Integer, Integer> reads = new HashMap<>();
  private final Map<Integer, Integer> scans = new HashMap<>();
  private final Map<Integer, List<Integer>> told = new HashMap<>();
  private final Map<Integer, List<ScanFilter>> filters = new HashMap<>();

  private KeyFilterRule(List<Stage> stages, Settings settings) {
    this.stages = stages;
    this.steadiness = new StageSteadiness(stages);
    this.mostBytes = settings.get(KnownSettings.RUNTIME_FILTER_MAX_BYTES);
    this.mayWait = settings.get(KnownSettings.RUNTIME_FILTER_WAIT) > 0;
    stages.forEach(stage -> count(stage.plan()));
  }

  /** True if stages may tell each other anything. */
  static boolean isOn(Settings settings) {
    return settings.get(KnownSettings.ENABLE_PUSHDOWNS)
        && settings.get(KnownSettings.RUNTIME_FILTER_MAX_BYTES) > 0;
  }

  /** The stages, with what they tell each other. */
  static StagePlan apply(StagePlan plan, Settings settings) {
    KeyFilterRule rule = new KeyFilterRule(plan.stages(), settings);
    plan.stages().forEach(stage -> rule.look(stage.plan()));
    return new StagePlan(plan.stages().stream().map(rule::told).toList(), plan.schema());
  }

  private Stage told(Stage stage) {
    return stage.with(
        new StageKeys(
            told.getOrDefault(stage.id(), List.of()), filters.getOrDefault(stage.id(), List.of())));
  }

  private void count(PhysicalPlan plan) {
    if (plan instanceof PhysicalPlan.ShuffleRead read) {
      reads.merge(read.stage(), 1, Integer::sum);
    } else if (plan instanceof PhysicalPlan.Scan scan) {
      scans.merge(scan.id(), 1, Integer::sum);
    }
    plan.inputs().forEach(this::count);
  }

  private void look(PhysicalPlan plan) {
    if (plan instanceof PhysicalPlan.HashJoin join) {
      join(join);
    } else if (plan instanceof PhysicalPlan.MergeJoin join && join.nearest().isEmpty()) {
      join(join.pairs());
    }
    plan.inputs().forEach(this::look);
  }

  private void join(PhysicalPlan.HashJoin join) {
    if (join.nullKeys() != NullKeys.MATCH_NOTHING
        || !join.type().dropsUnmatchedProbeRows()
        || kept(join) > NEARLY_ALL) {
      return;
    }
    for (int k = 0; k < join.probeKeys().size(); k++) {
      Optional<KeySources.Source> values =
          KeySources.covering(join.build(), join.buildKeys().get(k));
      if (values.isEmpty() || !(values.get().leaf() instanceof PhysicalPlan.ShuffleRead read)) {
        continue;
      }
      Values from = new Values(stages.get(read.stage()), values.get().column(), join);
      for (KeySources.Source source : KeySources.removable(join.probe(), join.probeKeys().get(k))) {
        if (source.leaf() instanceof PhysicalPlan.ShuffleRead rows) {
          into(rows, source.column(), from);
        }
      }
    }
  }

  /** The share of the probe rows that find a match, as far as that can be known; else 1 of 4. */
  private static double kept(PhysicalPlan.HashJoin join) {
    boolean probeRowsComeOut =
        join.type() == HashJoinType.INNER || join.type() == HashJoinType.PROBE_SEMI;
    return probeRowsComeOut
        ? join.estimate().rows() / Math.max(1, join.probe().estimate().rows())
        : 0.25;
  }

  /** A column of a stage's output that has all keys of a join's build side. */
  private record Values(Stage stage, int column, PhysicalPlan.HashJoin join) {}

  /** Goes on where the rows that a join reads come from. */
  private void into(PhysicalPlan.ShuffleRead read, int column, Values values) {
    if (reads.get(read.stage()) > 1) {
      return;
    }
    Stage stage = stages.get(read.stage());
    for (KeySources.Source source : KeySources.removable(stage.plan(), column)) {
      if (source.leaf() instanceof PhysicalPlan.ShuffleRead rows) {
        into(rows, source.column(), values);
      } else if (source.leaf() instanceof PhysicalPlan.Scan scan) {
        into(stage, scan, source.column(), values);
      }
    }
  }

  private void into(Stage stage, PhysicalPlan.Scan scan, int column, Values values) {
    double buildRows = values.join().build().estimate().rows();
    boolean isUseful =
        scans.get(scan.id()) == 1
            && scan.pushdowns().limit().isEmpty()
            && buildRows <= scan.estimate().rows() * CLEARLY_SMALLER;
    if (!isUseful
        || !scan.schema()
            .type(column)
            .equals(values.stage().plan().schema().type(values.column()))) {
      return;
    }
    Set<Integer> before = before(values.stage());
    if (before.contains(stage.id())
        || !steadiness.of(values.stage().id()).isSure(List.of(values.column()))) {
      return;
    }
    boolean isWorthAWait =
        mayWait
            && kept(values.join()) <= MOST
            && buildRows <= mostBytes * VALUES_PER_BYTE
            && bytes(before) <= bytes(Set.of(stage.id())) * CLEARLY_SMALLER;
    ScanFilter filter =
        new ScanFilter(
            scan.id(),
            column,
            values.stage().id(),
            told(values),
            isWorthAWait ? Start.WITH_VALUES : Start.AT_ONCE);
    filters.computeIfAbsent(stage.id(), id -> new ArrayList<>()).add(filter);
  }

  private int told(Values values) {
    List<Integer> columns = told.computeIfAbsent(values.stage().id(), id -> new ArrayList<>());
    if (!columns.contains(values.column())) {
      columns.add(values.column());
    }
    return columns.indexOf(values.column());
  }

  /** A stage and all that have to be complete, or are waited for, before it is. */
  private Set<Integer> before(Stage stage) {
    Set<Integer> found = new HashSet<>();
    addBefore(stage.id(), found);
    return found;
  }

  private void addBefore(int stage, Set<Integer> found) {
    if (found.add(stage)) {
      stages.get(stage).inputs().forEach(input -> addBefore(input, found));
      filters.getOrDefault(stage, List.of()).forEach(filter -> addBefore(filter.stage(), found));
    }
  }

  /** What the tasks of stages read of files, in memory. */
  private double bytes(Set<Integer> ids) {
    return ids.stream()
        .flatMap(id -> stages.get(id).tasks().stream())
        .flatMap(task -> task.scans().values().stream())
        .flatMap(List::stream)
        .mapToDouble(ScanTask::estimatedBytes)
        .sum();
  }
}
