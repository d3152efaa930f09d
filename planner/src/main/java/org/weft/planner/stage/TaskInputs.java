package org.weft.planner.stage;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.weft.planner.physical.PhysicalPlan;
import org.weft.planner.physical.PhysicalPlan.ShuffleRead;
import org.weft.planner.scan.ScanTask;
import org.weft.planner.stage.Stage.TaskInput;

/**
 * Divides what a stage reads among its tasks.
 *
 * <p>Every scan task and every shuffle partition is read by exactly one task. What is read whole
 * (mode ALL) or written in the plan (Values) belongs to no task in particular; the planner lets it
 * stand only where every task needs it or where there is one task.
 */
final class TaskInputs {
  private static final int NO_PARTITION = -1;

  private final List<Stage> stages;

  /** What is shared within the stage is read once. */
  private final Set<Integer> sharedRead = new HashSet<>();

  private TaskInputs(List<Stage> stages) {
    this.stages = stages;
  }

  /**
   * What each task of a stage reads; at least one task.
   *
   * @param plan the stage's plan, with the tasks of its scans
   * @param stages those that the plan may read from, by id
   */
  static List<TaskInput> of(PhysicalPlan plan, List<Stage> stages) {
    List<TaskInput> inputs = new TaskInputs(stages).inputs(plan);
    return inputs.isEmpty() ? List.of(new TaskInput(Map.of(), NO_PARTITION)) : inputs;
  }

  private List<TaskInput> inputs(PhysicalPlan plan) {
    if (plan instanceof PhysicalPlan.Scan scan) {
      return scan.tasks().stream().map(task -> scanInput(scan.id(), task)).toList();
    }
    if (plan instanceof ShuffleRead read) {
      return shuffleInputs(read);
    }
    if (plan instanceof PhysicalPlan.HashJoin join) {
      return together(inputs(join.probe()), inputs(join.build()));
    }
    if (plan instanceof PhysicalPlan.MergeJoin join) {
      return inputs(join.pairs());
    }
    if (plan instanceof PhysicalPlan.UnionAll union) {
      return union(union);
    }
    if (plan instanceof PhysicalPlan.Recursion recursion) {
      return together(inputs(recursion.first()), inputs(recursion.round()));
    }
    if (plan instanceof PhysicalPlan.Shared shared) {
      return sharedRead.add(shared.id()) ? inputs(shared.input()) : List.of();
    }
    return plan.inputs().isEmpty() ? List.of() : inputs(plan.inputs().get(0));
  }

  private static TaskInput scanInput(int scan, ScanTask task) {
    return new TaskInput(Map.of(scan, List.of(task)), NO_PARTITION);
  }

  private List<TaskInput> shuffleInputs(ShuffleRead read) {
    Stage written = stages.get(read.stage());
    int count =
        switch (read.mode()) {
          case ALL -> 0;
          case PARTITION -> written.output().partitions();
          case MAP_OUTPUT -> written.tasks().size();
        };
    List<TaskInput> inputs = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      inputs.add(new TaskInput(Map.of(), i));
    }
    return inputs;
  }

  /** Rows that meet: task by task, unless one side belongs to no task in particular. */
  private static List<TaskInput> together(List<TaskInput> probe, List<TaskInput> build) {
    if (probe.isEmpty() || build.isEmpty()) {
      return probe.isEmpty() ? build : probe;
    }
    if (probe.size() != build.size()) {
      throw new IllegalStateException(
          "a join of " + probe.size() + " tasks with " + build.size() + " tasks");
    }
    List<TaskInput> inputs = new ArrayList<>();
    for (int i = 0; i < probe.size(); i++) {
      inputs.add(merged(probe.get(i), build.get(i)));
    }
    return inputs;
  }

  /** The tasks of all inputs; one task if no input has more; equal partitions meet. */
  private List<TaskInput> union(PhysicalPlan.UnionAll union) {
    List<List<TaskInput>> all = union.inputs().stream().map(this::inputs).toList();
    if (all.stream().allMatch(inputs -> inputs.size() <= 1)) {
      return all.stream()
          .flatMap(List::stream)
          .reduce(TaskInputs::merged)
          .map(List::of)
          .orElse(List.of());
    }
    List<TaskInput> scans = new ArrayList<>();
    Map<Integer, TaskInput> byPartition = new TreeMap<>();
    for (List<TaskInput> inputs : all) {
      for (TaskInput input : inputs) {
        if (input.partition() == NO_PARTITION) {
          scans.add(input);
        } else {
          byPartition.merge(input.partition(), input, TaskInputs::merged);
        }
      }
    }
    scans.addAll(byPartition.values());
    return scans;
  }

  private static TaskInput merged(TaskInput a, TaskInput b) {
    if (a.partition() != b.partition()
        && a.partition() != NO_PARTITION
        && b.partition() != NO_PARTITION) {
      throw new IllegalStateException(
          "one task for partitions " + a.partition() + " and " + b.partition());
    }
    Map<Integer, List<ScanTask>> scans = new HashMap<>(a.scans());
    b.scans()
        .forEach(
            (scan, tasks) ->
                scans.merge(
                    scan,
                    tasks,
                    (x, y) -> {
                      List<ScanTask> both = new ArrayList<>(x);
                      both.addAll(y);
                      return both;
                    }));
    return new TaskInput(scans, Math.max(a.partition(), b.partition()));
  }
}
