package org.weft.planner.stage;

import java.util.List;
import java.util.Map;
import org.weft.planner.physical.PhysicalPlan;
import org.weft.planner.scan.ScanTask;

/**
 * A part of a query between exchanges.
 *
 * @param id unique in the query; inputs have smaller ids
 * @param plan what every task runs; its scans carry no tasks
 * @param output what becomes of the rows
 * @param inputs ids of the stages that must be complete before the first task starts
 * @param tasks what each task reads, by task number
 * @param keys what it tells of the keys of joins, and what it is told
 */
public record Stage(
    int id,
    PhysicalPlan plan,
    StageOutput output,
    List<Integer> inputs,
    List<TaskInput> tasks,
    StageKeys keys) {
  public Stage {
    inputs = List.copyOf(inputs);
    tasks = List.copyOf(tasks);
  }

  /** A stage that tells nothing of keys and is told nothing. */
  public Stage(
      int id, PhysicalPlan plan, StageOutput output, List<Integer> inputs, List<TaskInput> tasks) {
    this(id, plan, output, inputs, tasks, StageKeys.NONE);
  }

  /** The same stage, with something to tell of keys or to be told. */
  Stage with(StageKeys other) {
    return new Stage(id, plan, output, inputs, tasks, other);
  }

  /**
   * What one task reads.
   *
   * @param scans scan tasks by the id of their scan; a scan without an entry reads nothing
   * @param partition number of the partition (or map output) this task reads from shuffles of mode
   *     PARTITION or MAP_OUTPUT; -1 if it reads none. A shuffle that has fewer partitions gives
   *     this task nothing: the inputs of a union need not have equally many
   */
  public record TaskInput(Map<Integer, List<ScanTask>> scans, int partition) {
    public TaskInput {
      scans = Map.copyOf(scans);
    }
  }
}
