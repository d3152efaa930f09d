package org.weft.container.task;

import java.util.List;
import java.util.Map;
import org.weft.planner.physical.PhysicalPlan;
import org.weft.planner.stage.Stage;
import org.weft.planner.stage.StageOutput;
import org.weft.shuffle.exchange.MapOutputLocation;

/**
 * Everything one task attempt needs.
 *
 * @param plan the stage's plan; its scans carry no tasks
 * @param input what this task reads
 * @param shuffles the map outputs of each stage the plan's shuffle reads name, in task order
 * @param bounds encoded sort keys in order, for a Ranged output; else empty
 * @param keys what it shall tell of the keys of joins, and what it is told
 * @param settings the query's settings that differ from the defaults
 */
public record TaskSpec(
    TaskId id,
    PhysicalPlan plan,
    StageOutput output,
    Stage.TaskInput input,
    Map<Integer, List<MapOutputLocation>> shuffles,
    List<byte[]> bounds,
    TaskKeys keys,
    Map<String, String> settings) {
  public TaskSpec {
    shuffles = Map.copyOf(shuffles);
    bounds = List.copyOf(bounds);
    settings = Map.copyOf(settings);
  }

  /** A task that tells nothing of keys and is told nothing. */
  public TaskSpec(
      TaskId id,
      PhysicalPlan plan,
      StageOutput output,
      Stage.TaskInput input,
      Map<Integer, List<MapOutputLocation>> shuffles,
      List<byte[]> bounds,
      Map<String, String> settings) {
    this(id, plan, output, input, shuffles, bounds, TaskKeys.NONE, settings);
  }
}
