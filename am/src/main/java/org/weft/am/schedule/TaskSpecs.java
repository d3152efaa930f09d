package org.weft.am.schedule;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.weft.container.keys.ToldValues;
import org.weft.container.task.TaskKeys;
import org.weft.container.task.TaskSpec;
import org.weft.planner.physical.PhysicalPlan;
import org.weft.planner.stage.StageKeys;
import org.weft.planner.stage.StageOutput;
import org.weft.shuffle.exchange.MapOutputLocation;

/** Writes out what a worker must know to run an attempt. */
final class TaskSpecs {
  private final RangeBoundsRule rangeBounds;

  TaskSpecs(RangeBoundsRule rangeBounds) {
    this.rangeBounds = rangeBounds;
  }

  TaskSpec spec(Attempt attempt) {
    QueryRun query = attempt.query();
    StageRun stage = attempt.task().stage();
    Map<Integer, List<MapOutputLocation>> shuffles = new HashMap<>();
    addShuffles(query, stage.stage().plan(), shuffles);
    return new TaskSpec(
        attempt.id(),
        stage.stage().plan(),
        stage.stage().output(),
        attempt.task().input(),
        shuffles,
        bounds(query, stage),
        keys(query, stage.stage().keys()),
        query.submitted().settings());
  }

  private static void addShuffles(
      QueryRun query, PhysicalPlan plan, Map<Integer, List<MapOutputLocation>> shuffles) {
    if (plan instanceof PhysicalPlan.ShuffleRead read) {
      shuffles.put(read.stage(), query.stage(read.stage()).locations());
    }
    plan.inputs().forEach(input -> addShuffles(query, input, shuffles));
  }

  /** What is known of keys by now. */
  private static TaskKeys keys(QueryRun query, StageKeys keys) {
    List<ToldValues> values = new ArrayList<>();
    for (StageKeys.ScanFilter filter : keys.filters()) {
      query
          .stage(filter.stage())
          .keys()
          .known()
          .map(told -> new ToldValues(filter.scan(), filter.column(), told.get(filter.told())))
          .ifPresent(values::add);
    }
    return new TaskKeys(keys.told(), values);
  }

  private List<byte[]> bounds(QueryRun query, StageRun stage) {
    if (!(stage.stage().output() instanceof StageOutput.Ranged ranged)) {
      return List.of();
    }
    if (stage.bounds().isEmpty()) {
      List<byte[]> samples = new ArrayList<>();
      for (TaskRun task : query.stage(ranged.sampleStage()).tasks()) {
        samples.addAll(task.samples());
      }
      stage.fixBounds(rangeBounds.bounds(samples, ranged.partitions()));
    }
    return stage.bounds().orElseThrow();
  }
}
