package org.weft.am.schedule;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.weft.planner.physical.PhysicalPlan;
import org.weft.planner.stage.Repeatability;
import org.weft.planner.stage.Stage;
import org.weft.shuffle.exchange.MapOutputLocation;

/** One stage while its query runs: its tasks, counted by state. */
final class StageRun {
  private final Stage stage;
  private final Repeatability repeatability;
  private final TaskRun[] tasks;
  private final int[] counts = new int[TaskState.values().length];
  private final WaitingTasks waiting;
  private final List<StageRun> inputs = new ArrayList<>();
  private final List<Reader> readers = new ArrayList<>();
  private final List<StageRun> awaited = new ArrayList<>();
  private final ToldKeys keys;
  private Gate gate = Gate.CLOSED;
  private List<MapOutputLocation> locations;
  private List<byte[]> bounds;
  private int attempts;

  /** A stage that reads this one. */
  record Reader(StageRun stage, PhysicalPlan.ShuffleRead.Mode mode) {}

  /** Whether tasks may start: the inputs are complete. */
  private enum Gate {
    OPEN,
    /** They could, but others will soon tell which rows they may leave out. */
    WAITING,
    CLOSED
  }

  /**
   * @param repeatability whether parts of its output fit to those of another run
   * @param keyBytes what is kept of the keys that its tasks tell, for each column
   */
  StageRun(Stage stage, Repeatability repeatability, long keyBytes) {
    this.stage = stage;
    this.keys = new ToldKeys(stage.keys().told().size(), keyBytes);
    this.repeatability = repeatability;
    this.tasks = new TaskRun[stage.tasks().size()];
    for (int i = 0; i < tasks.length; i++) {
      tasks[i] = new TaskRun(this, i);
    }
    counts[TaskState.WAITING.ordinal()] = tasks.length;
    this.waiting = new WaitingTasks(tasks);
  }

  Stage stage() {
    return stage;
  }

  TaskRun[] tasks() {
    return tasks;
  }

  /** The task of this number, if there is one. */
  Optional<TaskRun> task(int number) {
    return number >= 0 && number < tasks.length ? Optional.of(tasks[number]) : Optional.empty();
  }

  Repeatability repeatability() {
    return repeatability;
  }

  List<Reader> readers() {
    return readers;
  }

  void read(StageRun input, PhysicalPlan.ShuffleRead.Mode mode) {
    input.readers.add(new Reader(this, mode));
    dependOn(input);
  }

  void dependOn(StageRun input) {
    if (!inputs.contains(input)) {
      inputs.add(input);
    }
  }

  /** Its tasks wait until this stage has told its keys, if they may wait. */
  void await(StageRun telling) {
    awaited.add(telling);
  }

  /** Its tasks start without what they waited for. */
  void awaitNothing() {
    awaited.clear();
  }

  /** True if tasks wait for keys and for nothing else. */
  boolean waitsForKeys() {
    return gate == Gate.WAITING;
  }

  ToldKeys keys() {
    return keys;
  }

  int count(TaskState state) {
    return counts[state.ordinal()];
  }

  /** Attempts started, of all tasks. */
  int attempts() {
    return attempts;
  }

  int unfinished() {
    return count(TaskState.WAITING) + count(TaskState.RUNNING);
  }

  /** Opens or closes the gate as the inputs stand. */
  void look() {
    boolean complete = inputs.stream().allMatch(input -> input.unfinished() == 0);
    if (!complete) {
      gate = Gate.CLOSED;
    } else if (awaited.stream().anyMatch(telling -> telling.keys.known().isEmpty())) {
      gate = Gate.WAITING;
    } else if (gate != Gate.OPEN) {
      gate = Gate.OPEN;
      for (TaskRun task : tasks) {
        if (task.state() == TaskState.WAITING) {
          list(task);
        }
      }
    }
  }

  /** Tasks that could start now. */
  int startable() {
    return gate == Gate.OPEN ? waiting.count() : 0;
  }

  WaitingTasks waiting() {
    return waiting;
  }

  /** Told by a task after each of its steps. */
  void moved(TaskRun task, TaskState before) {
    counts[before.ordinal()]--;
    counts[task.state().ordinal()]++;
    locations = null;
    if (unfinished() == 0) {
      keys.complete();
    }
    if (task.state() == TaskState.RUNNING) {
      attempts++;
    }
    if (task.state() == TaskState.WAITING && gate == Gate.OPEN) {
      list(task);
    }
  }

  /** Where the outputs of all tasks are, in task order; of GONE ones, where they were. */
  List<MapOutputLocation> locations() {
    if (locations == null) {
      List<MapOutputLocation> all = new ArrayList<>(tasks.length);
      for (TaskRun task : tasks) {
        all.add(task.output().orElseThrow());
      }
      locations = List.copyOf(all);
    }
    return locations;
  }

  /** The bounds of a Ranged output. Once computed they stay: tasks may have used them. */
  Optional<List<byte[]>> bounds() {
    return Optional.ofNullable(bounds);
  }

  void fixBounds(List<byte[]> computed) {
    bounds = List.copyOf(computed);
  }

  private void list(TaskRun task) {
    waiting.add(task, PreferredHosts.of(task.input()));
  }
}
