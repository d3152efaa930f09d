package org.weft.am.schedule;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.weft.planner.physical.PhysicalPlan;
import org.weft.planner.setting.KnownSettings;
import org.weft.planner.setting.Settings;
import org.weft.planner.stage.Repeatability;
import org.weft.planner.stage.Stage;
import org.weft.planner.stage.StageKeys;
import org.weft.planner.stage.StageOutput;
import org.weft.planner.stage.StageSteadiness;
import org.weft.shuffle.exchange.MapOutput;

/** A query while it runs: its stages, and what is still needed of what they made. */
final class QueryRun {
  private final SchedulerEvent.QuerySubmitted submitted;
  private final StageRun[] stages;
  private final Map<Integer, StageRun> byId = new HashMap<>();
  private final List<StageRun> order = new ArrayList<>();
  private final int patience;
  private int idle;
  private final Set<Worker> workers = new LinkedHashSet<>();
  private final BitSet taken = new BitSet();
  private final BitSet offered = new BitSet();

  QueryRun(SchedulerEvent.QuerySubmitted submitted) {
    this.submitted = submitted;
    Settings settings = Settings.of(submitted.settings());
    this.patience = settings.get(KnownSettings.RUNTIME_FILTER_WAIT);
    long keyBytes = settings.get(KnownSettings.RUNTIME_FILTER_MAX_BYTES);
    List<Stage> planned = submitted.plan().stages();
    this.stages = new StageRun[planned.size()];
    StageSteadiness steadiness = new StageSteadiness(planned);
    for (int i = 0; i < stages.length; i++) {
      stages[i] = new StageRun(planned.get(i), steadiness.repeatability(i), keyBytes);
      byId.put(planned.get(i).id(), stages[i]);
    }
    for (StageRun stage : stages) {
      stage.stage().inputs().forEach(input -> stage.dependOn(stage(input)));
      connect(stage, stage.stage().plan());
      if (stage.stage().output() instanceof StageOutput.Ranged ranged) {
        stage.dependOn(stage(ranged.sampleStage()));
      }
      for (StageKeys.ScanFilter filter : stage.stage().keys().filters()) {
        if (filter.start() == StageKeys.Start.WITH_VALUES) {
          stage.await(stage(filter.stage()));
        }
      }
    }
    Set<StageRun> ordered = new LinkedHashSet<>();
    for (StageRun stage : stages) {
      putInOrder(stage, new HashSet<>(), ordered);
    }
    order.addAll(ordered);
    look();
  }

  /** Those that tell of keys come before those that are told, and what they need before them. */
  private void putInOrder(StageRun stage, Set<StageRun> open, Set<StageRun> ordered) {
    if (ordered.contains(stage) || !open.add(stage)) {
      return;
    }
    stage.stage().inputs().forEach(input -> putInOrder(stage(input), open, ordered));
    for (StageKeys.ScanFilter filter : stage.stage().keys().filters()) {
      putInOrder(stage(filter.stage()), open, ordered);
    }
    ordered.add(stage);
  }

  /** The stages in the order in which their tasks are handed out. */
  List<StageRun> order() {
    return order;
  }

  /**
   * A second passed in which slots were free. They are not kept free for long: once that has gone
   * on for as long as the settings say, tasks start without the keys they wait for.
   */
  void idleSecond() {
    boolean waits = Arrays.stream(stages).anyMatch(StageRun::waitsForKeys);
    if (waits && ++idle >= patience) {
      for (StageRun stage : stages) {
        stage.awaitNothing();
      }
      look();
    }
  }

  private void connect(StageRun stage, PhysicalPlan plan) {
    if (plan instanceof PhysicalPlan.ShuffleRead read) {
      stage.read(stage(read.stage()), read.mode());
    }
    plan.inputs().forEach(input -> connect(stage, input));
  }

  String id() {
    return submitted.query();
  }

  SchedulerEvent.QuerySubmitted submitted() {
    return submitted;
  }

  StageRun[] stages() {
    return stages;
  }

  StageRun stage(int id) {
    StageRun stage = byId.get(id);
    if (stage == null) {
      throw new IllegalArgumentException("no stage " + id + " in the plan of " + id());
    }
    return stage;
  }

  private StageRun last() {
    return stages[stages.length - 1];
  }

  boolean isLast(StageRun stage) {
    return stage == last();
  }

  /** Workers that hold files of this query, or may. */
  Set<Worker> workers() {
    return workers;
  }

  /** Opens the stages whose inputs are complete, closes the others. */
  void look() {
    for (StageRun stage : stages) {
      stage.look();
    }
  }

  /** Tasks that could start now. */
  int startable() {
    int sum = 0;
    for (StageRun stage : stages) {
      sum += stage.startable();
    }
    return sum;
  }

  /** The reader has it, wholly. */
  void take(int task) {
    taken.set(task);
  }

  /** The reader was told of the output of a task of the last stage. */
  void offer(int task) {
    offered.set(task);
  }

  /** The task whose present output this is, if it still counts. */
  Optional<TaskRun> present(MapOutput output) {
    return Optional.ofNullable(byId.get(output.stage()))
        .flatMap(stage -> stage.task(output.task()))
        .filter(task -> task.state() == TaskState.DONE)
        .filter(task -> task.output().orElseThrow().output().attempt() == output.attempt());
  }

  /** Marks what a worker kept as lost. */
  void loseOutputs(Worker worker) {
    for (StageRun stage : stages) {
      if (stage.count(TaskState.DONE) == 0) {
        continue;
      }
      for (TaskRun task : stage.tasks()) {
        if (task.isKeptBy(worker)) {
          task.loseOutput();
        }
      }
    }
  }

  /**
   * Decides which lost outputs must be made again: those that an unfinished task still reads. Later
   * stages are looked at first, because a task that runs again needs its own inputs again.
   */
  Settlement settle() {
    List<Attempt> stopped = new ArrayList<>();
    int i = stages.length - 1;
    while (i >= 0) {
      StageRun stage = stages[i];
      boolean differs =
          repeatNeeded(stage) > 0 && stage.repeatability() == Repeatability.MAY_DIFFER;
      if (differs && !isLast(stage) && !offered.isEmpty()) {
        return new Settlement(stopped, Settlement.Verdict.TOO_LATE);
      }
      // what was computed from the old rows starts anew, so it needs its inputs: look again
      i = differs && restartReaders(stage, stopped) > 0 ? stages.length - 1 : i - 1;
    }
    look();
    return new Settlement(stopped, Settlement.Verdict.GOES_ON);
  }

  /**
   * What {@link #settle} did.
   *
   * @param stopped attempts that must stop, because what they read is about to change
   */
  record Settlement(List<Attempt> stopped, Verdict verdict) {
    enum Verdict {
      GOES_ON,
      /** Rows were given away that another run of their task may not give again. */
      TOO_LATE
    }
  }

  private int repeatNeeded(StageRun stage) {
    if (stage.count(TaskState.GONE) == 0) {
      return 0;
    }
    BitSet needed = needed(stage);
    int repeated = 0;
    for (TaskRun task : stage.tasks()) {
      if (task.state() == TaskState.GONE && needed.get(task.number())) {
        task.repeat();
        repeated++;
      }
    }
    return repeated;
  }

  /** The tasks of a stage whose output somebody has yet to read. */
  private BitSet needed(StageRun stage) {
    BitSet needed = new BitSet();
    if (isLast(stage)) {
      needed.set(0, stage.tasks().length);
      needed.andNot(taken);
      return needed;
    }
    for (StageRun.Reader reader : stage.readers()) {
      if (reader.mode() == PhysicalPlan.ShuffleRead.Mode.MAP_OUTPUT) {
        for (TaskRun consumer : reader.stage().tasks()) {
          int output = consumer.input().partition();
          // a union's other inputs may be what the task reads
          if (consumer.state().isUnfinished() && output >= 0 && output < stage.tasks().length) {
            needed.set(output);
          }
        }
      } else if (reader.stage().unfinished() > 0) {
        needed.set(0, stage.tasks().length);
      }
    }
    return needed;
  }

  /** Puts everything computed from a stage back to the start; how many tasks that were. */
  private static int restartReaders(StageRun changed, List<Attempt> stopped) {
    int restarted = 0;
    for (StageRun stage : downstreamOf(changed)) {
      for (TaskRun task : stage.tasks()) {
        if (task.state() == TaskState.RUNNING) {
          stopped.add(task.running().orElseThrow());
          task.retry();
          restarted++;
        } else if (task.state() != TaskState.WAITING) {
          task.repeat();
          restarted++;
        }
      }
    }
    return restarted;
  }

  private static Set<StageRun> downstreamOf(StageRun stage) {
    Set<StageRun> found = new HashSet<>();
    Deque<StageRun> open = new ArrayDeque<>(List.of(stage));
    while (!open.isEmpty()) {
      for (StageRun.Reader reader : open.remove().readers()) {
        if (found.add(reader.stage())) {
          open.add(reader.stage());
        }
      }
    }
    return found;
  }
}
