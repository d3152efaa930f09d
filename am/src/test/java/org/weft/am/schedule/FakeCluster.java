package org.weft.am.schedule;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.weft.container.keys.KeySummary;
import org.weft.container.keys.KeySummaryBuilder;
import org.weft.container.task.TaskId;
import org.weft.container.task.TaskReport;
import org.weft.container.task.TaskReport.Outcome;
import org.weft.container.task.TaskReport.TaskMetrics;
import org.weft.container.task.TaskSpec;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.ErrorReport;
import org.weft.planner.physical.PhysicalPlan;
import org.weft.planner.physical.PhysicalPlan.ShuffleRead.Mode;
import org.weft.planner.stage.StageKeys;
import org.weft.planner.stage.StageOutput;
import org.weft.planner.stage.StagePlan;
import org.weft.shuffle.exchange.MapOutput;
import org.weft.shuffle.exchange.MapOutputLocation;
import org.weft.shuffle.exchange.ServerAddress;

/**
 * Workers that do what the scheduler says, when the test says. A task that runs really looks for
 * its inputs where it was told they are.
 */
final class FakeCluster {
  /** A task on a worker. */
  record Running(String worker, TaskSpec spec) {}

  /** What a task attempt wrote: which attempts of unrepeatable tasks its rows stem from. */
  private record Content(Map<String, Integer> lineage) {}

  final Scheduler scheduler = new Scheduler((samples, partitions) -> samples);
  final List<Running> running = new ArrayList<>();
  final List<TaskId> started = new ArrayList<>();
  final Set<String> workers = new LinkedHashSet<>();
  final Map<Integer, MapOutputLocation> results = new TreeMap<>();
  final Map<String, ErrorReport> failed = new LinkedHashMap<>();
  final List<Decision> others = new ArrayList<>();
  final Map<String, Integer> slots = new HashMap<>();
  private final Map<String, StagePlan> plans = new HashMap<>();
  private final Map<String, Content> files = new HashMap<>();
  private final Map<String, MapOutput> written = new LinkedHashMap<>();
  private final Map<String, String> hosts = new HashMap<>();
  private int ports;

  void submit(StagePlan plan) {
    submit("q", plan);
  }

  void submit(String query, StagePlan plan) {
    plans.put(query, plan);
    tell(new SchedulerEvent.QuerySubmitted(query, plan, Map.of(), 4));
  }

  void join(String worker, String host, int slots) {
    workers.add(worker);
    hosts.put(worker, host);
    this.slots.put(worker, slots);
    tell(new SchedulerEvent.WorkerJoined(worker, host, new ServerAddress(worker, ++ports), slots));
  }

  /** The worker's process and files are gone; the scheduler does not know yet. */
  void die(String worker) {
    workers.remove(worker);
    running.removeIf(task -> task.worker().equals(worker));
    files.keySet().removeIf(path -> path.startsWith(worker + ":"));
  }

  void lose(String worker, LossBlame blame) {
    die(worker);
    tell(new SchedulerEvent.WorkerLost(worker, blame, "killed"));
  }

  void lose(String worker) {
    lose(worker, LossBlame.NOBODY);
  }

  /** Deletes one file behind everybody's back. */
  void corrupt(MapOutput output) {
    files.keySet().removeIf(path -> path.endsWith(":" + output.path()));
  }

  List<MapOutput> outputs() {
    List<MapOutput> all = new ArrayList<>();
    written.forEach(
        (path, output) -> {
          if (files.containsKey(path)) {
            all.add(output);
          }
        });
    return all;
  }

  List<String> retired() {
    return others.stream()
        .filter(Decision.Retire.class::isInstance)
        .map(decision -> ((Decision.Retire) decision).worker())
        .toList();
  }

  void tell(SchedulerEvent event) {
    apply(scheduler.handle(List.of(event)));
  }

  private void apply(List<Decision> decisions) {
    for (Decision decision : decisions) {
      if (decision instanceof Decision.Run run) {
        started.add(run.task().id());
        if (workers.contains(run.worker())) {
          running.add(new Running(run.worker(), run.task()));
        }
      } else if (decision instanceof Decision.ResultReady ready) {
        results.put(ready.task(), ready.output());
      } else if (decision instanceof Decision.QueryFailed failure) {
        failed.put(failure.query(), failure.reason());
      } else {
        others.add(decision);
      }
    }
    for (Decision decision : decisions) {
      if (decision instanceof Decision.Cancel cancel) {
        running.stream()
            .filter(task -> task.spec().id().equals(cancel.task()))
            .findFirst()
            .ifPresent(this::stop);
      } else if (decision instanceof Decision.Drop drop) {
        running.stream()
            .filter(task -> task.worker().equals(drop.worker()))
            .filter(task -> task.spec().id().query().equals(drop.query()))
            .toList()
            .forEach(this::stop);
        files.keySet().removeIf(path -> path.startsWith(drop.worker() + ":" + drop.query() + "/"));
      }
    }
  }

  private void stop(Running task) {
    report(task, Outcome.CANCELLED, Optional.empty(), Optional.empty(), List.of());
  }

  /** The first running task with this stage and number. */
  Running task(int stage, int task) {
    return running.stream()
        .filter(r -> r.spec().id().stage() == stage && r.spec().id().task() == task)
        .findFirst()
        .orElseThrow(() -> new AssertionError(stage + "." + task + " is not among " + running()));
  }

  List<String> running() {
    return running.stream().map(r -> r.spec().id() + " on " + r.worker()).toList();
  }

  String hostOf(Running task) {
    return hosts.get(task.worker());
  }

  /** Runs a task to its end: it succeeds if its inputs are where it was told. */
  void finish(Running task) {
    TaskSpec spec = task.spec();
    checkTold(spec);
    List<MapOutput> lost = new ArrayList<>();
    Map<String, Integer> lineage = new HashMap<>();
    read(spec, spec.plan(), lineage, lost);
    if (!lost.isEmpty()) {
      ErrorReport error =
          new ErrorReport(
              ErrorCode.SHUFFLE_LOST, "lost " + lost, Optional.empty(), Optional.empty());
      report(task, Outcome.FAILED, Optional.empty(), Optional.of(error), lost);
      return;
    }
    TaskId id = spec.id();
    if (Plans.differs(spec.plan())) {
      merge(lineage, id.stage() + "." + id.task(), id.attempt());
    }
    List<Long> sizes = new ArrayList<>();
    for (int i = 0; i < spec.output().partitions(); i++) {
      sizes.add(1L);
    }
    MapOutput output =
        new MapOutput(id.query(), id.stage(), id.task(), id.attempt(), id.toString(), sizes, sizes);
    String path = task.worker() + ":" + id;
    files.put(path, new Content(lineage));
    written.put(path, output);
    report(task, Outcome.SUCCEEDED, Optional.of(output), Optional.empty(), List.of());
  }

  void finishAll() {
    while (!running.isEmpty()) {
      finish(running.get(0));
    }
  }

  void fail(Running task, ErrorCode code, String sentence) {
    ErrorReport error = new ErrorReport(code, sentence, Optional.empty(), Optional.empty());
    report(task, Outcome.FAILED, Optional.empty(), Optional.of(error), List.of());
  }

  private void report(
      Running task,
      Outcome outcome,
      Optional<MapOutput> output,
      Optional<ErrorReport> error,
      List<MapOutput> lost) {
    running.remove(task);
    List<byte[]> samples =
        task.spec().output() instanceof StageOutput.Sampled && outcome == Outcome.SUCCEEDED
            ? List.of(new byte[] {(byte) task.spec().id().task()})
            : List.of();
    tell(
        new SchedulerEvent.TaskReported(
            task.worker(),
            new TaskReport(
                task.spec().id(),
                outcome,
                output,
                samples,
                outcome == Outcome.SUCCEEDED ? keys(task.spec()) : List.of(),
                error,
                lost,
                TaskMetrics.NONE)));
  }

  /** What a task is told are the keys of all tasks of a stage, not of some. */
  private void checkTold(TaskSpec spec) {
    StagePlan plan = plans.get(spec.id().query());
    List<StageKeys.ScanFilter> filters = plan.stages().get(spec.id().stage()).keys().filters();
    for (int i = 0; i < spec.keys().values().size(); i++) {
      int tasks = plan.stages().get(filters.get(i).stage()).tasks().size();
      if (spec.keys().values().get(i).values().words().length != tasks) {
        throw new AssertionError(spec.keys() + " of " + tasks + " tasks");
      }
    }
  }

  /** Every task has one key: its number. */
  private static List<KeySummary> keys(TaskSpec spec) {
    KeySummaryBuilder number = new KeySummaryBuilder(1 << 10);
    number.add(spec.id().task());
    return spec.keys().told().stream().map(column -> number.summary()).toList();
  }

  /** Which attempts of unrepeatable tasks the rows of a result part stem from. */
  Optional<Map<String, Integer>> lineage(MapOutputLocation location) {
    return Optional.ofNullable(files.get(file(location))).map(Content::lineage);
  }

  private static String file(MapOutputLocation location) {
    return location.server().host() + ":" + location.output().path();
  }

  private void read(
      TaskSpec spec, PhysicalPlan plan, Map<String, Integer> lineage, List<MapOutput> lost) {
    if (plan instanceof PhysicalPlan.ShuffleRead read) {
      for (MapOutputLocation location : spec.shuffles().get(read.stage())) {
        if (read.mode() == Mode.MAP_OUTPUT
            && location.output().task() != spec.input().partition()) {
          continue;
        }
        Content content = files.get(file(location));
        if (content == null) {
          lost.add(location.output());
        } else {
          content.lineage().forEach((task, attempt) -> merge(lineage, task, attempt));
        }
      }
    }
    plan.inputs().forEach(input -> read(spec, input, lineage, lost));
  }

  static void merge(Map<String, Integer> lineage, String task, int attempt) {
    Integer other = lineage.put(task, attempt);
    if (other != null && other != attempt) {
      throw new AssertionError(
          "rows of attempts " + other + " and " + attempt + " of " + task + " were mixed");
    }
  }
}
