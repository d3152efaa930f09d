package org.weft.container.task;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.hadoop.conf.Configuration;
import org.weft.container.fixture.Rows;
import org.weft.container.keys.KeySummaryBuilder;
import org.weft.container.keys.ToldValues;
import org.weft.container.spill.SpillDirectories;
import org.weft.io.table.ScanReaders;
import org.weft.planner.codec.PlanCodec;
import org.weft.planner.error.ErrorReport;
import org.weft.planner.memory.MemoryPool;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.stage.Repeatability;
import org.weft.planner.stage.Stage;
import org.weft.planner.stage.StageKeys;
import org.weft.planner.stage.StageOutput;
import org.weft.planner.stage.StagePlan;
import org.weft.planner.stage.StageSteadiness;
import org.weft.shuffle.exchange.MapOutputLocation;
import org.weft.shuffle.exchange.PartitionRange;
import org.weft.shuffle.exchange.ServerAddress;
import org.weft.shuffle.fetch.FetchSettings;
import org.weft.shuffle.fetch.LocalTransport;
import org.weft.shuffle.fetch.ShuffleClient;
import org.weft.shuffle.file.ShuffleFiles;
import org.weft.shuffle.file.StoredOutputs;
import org.weft.shuffle.partition.RangeBounds;
import org.weft.shuffle.read.ShuffleReader;
import org.weft.shuffle.read.ShuffleRequest;

/**
 * A scheduler of one page: runs all stages of a plan in this process, several tasks at once, every
 * spec and report through the codec, every row through shuffle files.
 */
final class LocalStages implements AutoCloseable {
  private static final ServerAddress HERE = new ServerAddress("localhost", 1);
  private static final int SLOTS = 3;

  private final Path directory;
  private final MemoryPool pool;
  private final ShuffleClient client;
  private final ExecutorService slots = Executors.newFixedThreadPool(SLOTS);
  private final TaskRunner runner;

  LocalStages(Path directory, MemoryPool pool) {
    this.directory = directory;
    this.pool = pool;
    LocalTransport files =
        new LocalTransport(new StoredOutputs(new ShuffleFiles(List.of(directory))));
    client =
        new ShuffleClient(
            files, Optional.of(new ShuffleClient.Own(HERE, files)), FetchSettings.DEFAULT);
    ScanReaders readers = new ScanReaders(new Configuration(false));
    runner =
        new TaskRunner(
            new TaskResources(
                readers,
                client,
                List.of(directory),
                pool,
                new SpillDirectories(List.of(directory))));
  }

  TaskRunner runner() {
    return runner;
  }

  /** The rows of the last stage, its tasks and partitions in order. */
  List<List<Object>> run(String query, StagePlan plan) {
    Map<Integer, List<TaskReport>> reports = new HashMap<>();
    for (Stage stage : inOrder(plan)) {
      reports.put(stage.id(), runStage(query, stage, reports));
    }
    return read(locations(reports.get(plan.last().id())), plan);
  }

  /**
   * As {@link #run}, as if outputs were lost while they are read: every stage runs twice, and half
   * of the tasks that read it read the second output, where it is said that the two fit together.
   */
  List<List<Object>> runTwice(String query, StagePlan plan) {
    StageSteadiness steadiness = new StageSteadiness(plan.stages());
    Map<Integer, List<TaskReport>> first = new HashMap<>();
    Map<Integer, List<TaskReport>> second = new HashMap<>();
    for (Stage stage : inOrder(plan)) {
      List<TaskReport> reports = new ArrayList<>();
      List<TaskReport> again = new ArrayList<>();
      TaskKeys keys = keys(stage, first);
      for (int task = 0; task < stage.tasks().size(); task++) {
        TaskSpec one = spec(new TaskId(query, stage.id(), task, 0), stage, first, keys);
        TaskSpec other = spec(new TaskId(query, stage.id(), task, 1), stage, second, keys);
        Map<Integer, List<MapOutputLocation>> firstRead = (task % 2 == 0 ? one : other).shuffles();
        Map<Integer, List<MapOutputLocation>> thenRead = (task % 2 == 0 ? other : one).shuffles();
        reports.add(runTask(reading(one, one.id(), firstRead)));
        again.add(runTask(reading(one, other.id(), thenRead)));
      }
      first.put(stage.id(), reports);
      second.put(
          stage.id(), steadiness.repeatability(stage.id()) == Repeatability.FITS ? again : reports);
    }
    return read(locations(first.get(plan.last().id())), plan);
  }

  /** An attempt of a task on certain outputs, with bounds that stay as they were. */
  private static TaskSpec reading(
      TaskSpec task, TaskId attempt, Map<Integer, List<MapOutputLocation>> shuffles) {
    return new TaskSpec(
        attempt,
        task.plan(),
        task.output(),
        task.input(),
        shuffles,
        task.bounds(),
        task.keys(),
        Map.of());
  }

  /** Stages that tell of keys before those that are told, as far as inputs come first. */
  private static List<Stage> inOrder(StagePlan plan) {
    Set<Stage> ordered = new LinkedHashSet<>();
    plan.stages().forEach(stage -> putInOrder(plan, stage, ordered));
    return List.copyOf(ordered);
  }

  private static void putInOrder(StagePlan plan, Stage stage, Set<Stage> ordered) {
    stage.inputs().forEach(input -> putInOrder(plan, plan.stages().get(input), ordered));
    stage
        .keys()
        .filters()
        .forEach(filter -> putInOrder(plan, plan.stages().get(filter.stage()), ordered));
    ordered.add(stage);
  }

  private List<TaskReport> runStage(
      String query, Stage stage, Map<Integer, List<TaskReport>> reports) {
    List<CompletableFuture<TaskReport>> running = new ArrayList<>();
    for (int task = 0; task < stage.tasks().size(); task++) {
      TaskSpec spec =
          spec(new TaskId(query, stage.id(), task, 0), stage, reports, keys(stage, reports));
      running.add(CompletableFuture.supplyAsync(() -> runTask(spec), slots));
    }
    return running.stream().map(CompletableFuture::join).toList();
  }

  /** A task as a container would run it. */
  TaskReport runTask(TaskSpec spec) {
    TaskSpec received = PlanCodec.decode(PlanCodec.encode(spec), TaskSpec.class);
    TaskReport report = runner.run(received);
    return PlanCodec.decode(PlanCodec.encode(report), TaskReport.class);
  }

  /** Where the output of a task lies that has just been run. */
  MapOutputLocation written(TaskSpec spec) {
    return locations(List.of(runTask(spec))).get(0);
  }

  /** What stages that have run tell a stage of keys. */
  private static TaskKeys keys(Stage stage, Map<Integer, List<TaskReport>> reports) {
    List<ToldValues> values = new ArrayList<>();
    for (StageKeys.ScanFilter filter : stage.keys().filters()) {
      KeySummaryBuilder all = new KeySummaryBuilder(1 << 16);
      reports.get(filter.stage()).forEach(report -> all.add(report.keys().get(filter.told())));
      values.add(new ToldValues(filter.scan(), filter.column(), all.summary()));
    }
    return new TaskKeys(stage.keys().told(), values);
  }

  static TaskSpec spec(TaskId id, Stage stage, Map<Integer, List<TaskReport>> reports) {
    return spec(id, stage, reports, TaskKeys.NONE);
  }

  private static TaskSpec spec(
      TaskId id, Stage stage, Map<Integer, List<TaskReport>> reports, TaskKeys keys) {
    Map<Integer, List<MapOutputLocation>> shuffles = new HashMap<>();
    stage.inputs().forEach(input -> shuffles.put(input, locations(reports.get(input))));
    List<byte[]> bounds = List.of();
    if (stage.output() instanceof StageOutput.Ranged ranged) {
      List<byte[]> samples = new ArrayList<>();
      reports.get(ranged.sampleStage()).forEach(report -> samples.addAll(report.samples()));
      bounds = RangeBounds.of(samples, ranged.partitions());
    }
    return new TaskSpec(
        id,
        stage.plan(),
        stage.output(),
        stage.tasks().get(id.task()),
        shuffles,
        bounds,
        keys,
        Map.of());
  }

  private static List<MapOutputLocation> locations(List<TaskReport> reports) {
    List<MapOutputLocation> locations = new ArrayList<>();
    for (TaskReport report : reports) {
      report
          .error()
          .map(ErrorReport::toException)
          .ifPresent(
              e -> {
                throw e;
              });
      locations.add(new MapOutputLocation(report.output().orElseThrow(), HERE));
    }
    return locations;
  }

  private List<List<Object>> read(List<MapOutputLocation> outputs, StagePlan plan) {
    ShuffleRequest request = ShuffleRequest.listed(outputs, PartitionRange.ALL, plan.schema());
    List<List<Object>> rows = new ArrayList<>();
    try (MemoryScope scope = pool.scope("result");
        ShuffleReader reader = ShuffleReader.open(client, request, scope)) {
      while (reader.advance()) {
        rows.addAll(Rows.of(reader.batch()));
      }
    }
    return rows;
  }

  /** Files below the directory that are left. */
  long files() {
    try (var paths = Files.walk(directory)) {
      return paths.filter(Files::isRegularFile).count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    slots.shutdownNow();
    client.close();
  }
}
