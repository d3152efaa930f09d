package org.weft.container.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.weft.container.fixture.TableScans;
import org.weft.container.fixture.TpchFiles;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.expr.SortKey;
import org.weft.planner.logical.Estimate;
import org.weft.planner.memory.MemoryPool;
import org.weft.planner.physical.PhysicalPlan;
import org.weft.planner.scan.ScanTask;
import org.weft.planner.stage.Stage;
import org.weft.planner.stage.StageOutput;
import org.weft.shuffle.exchange.MapOutput;
import org.weft.shuffle.exchange.MapOutputLocation;
import org.weft.shuffle.exchange.ServerAddress;

@Timeout(60)
class TaskRunnerTest {
  private static final Estimate UNKNOWN = new Estimate(1, 8);
  private static final int NO_PARTITION = -1;

  @TempDir Path directory;

  private final MemoryPool pool = new MemoryPool(256 << 20);
  private final PhysicalPlan.Scan orders = TableScans.of(TpchFiles.small().glob("orders"));
  private LocalStages stages;

  @BeforeEach
  void open() {
    stages = new LocalStages(directory, pool);
  }

  @AfterEach
  void everything_is_given_back() {
    assertThat(pool.used()).isZero();
    stages.close();
    pool.close();
  }

  @Test
  void a_task_reports_what_it_read_and_wrote() {
    TaskReport report = stages.runTask(scanning(orders.tasks(), new StageOutput.Single()));

    assertThat(report.outcome()).isEqualTo(TaskReport.Outcome.SUCCEEDED);
    assertThat(report.output().orElseThrow().partitionRows()).containsExactly(15_000L);
    assertThat(report.metrics().inputRows()).isEqualTo(15_000);
    assertThat(report.metrics().outputRows()).isEqualTo(15_000);
    assertThat(report.metrics().outputBytes()).isPositive();
  }

  @Test
  void rows_are_divided_by_the_hash_of_their_keys() {
    TaskReport report =
        stages.runTask(scanning(orders.tasks(), new StageOutput.Hashed(List.of(0), 4)));

    List<Long> rows = report.output().orElseThrow().partitionRows();
    assertThat(rows).hasSize(4).allSatisfy(count -> assertThat(count).isBetween(3_500L, 4_000L));
    assertThat(rows.stream().mapToLong(Long::longValue).sum()).isEqualTo(15_000);
  }

  @Test
  void a_sampled_output_reports_sort_keys() {
    StageOutput.Sampled output = new StageOutput.Sampled(List.of(SortKey.ascending(0)));

    TaskReport report = stages.runTask(scanning(orders.tasks(), output));

    assertThat(report.samples()).hasSizeBetween(20, 1_000);
  }

  @Test
  void a_task_without_scan_tasks_writes_an_empty_output() {
    TaskReport report = stages.runTask(scanning(List.of(), new StageOutput.Hashed(List.of(0), 2)));

    assertThat(report.output().orElseThrow().partitionRows()).containsExactly(0L, 0L);
  }

  @Test
  void a_failed_task_reports_the_error_and_leaves_no_file() {
    ScanTask.Source gone = new ScanTask.Source("file:/nowhere/x.parquet", 1, 1, List.of(0));
    List<ScanTask> tasks = new ArrayList<>(orders.tasks());
    tasks.add(new ScanTask(List.of(gone), List.of(), 1, 1));

    TaskReport report = stages.runTask(scanning(tasks, new StageOutput.Single()));

    assertThat(report.outcome()).isEqualTo(TaskReport.Outcome.FAILED);
    assertThat(report.error().orElseThrow().code()).isEqualTo(ErrorCode.FILE_CHANGED);
    assertThat(report.output()).isEmpty();
    assertThat(stages.files()).isZero();
  }

  @Test
  void of_a_union_a_task_reads_what_is_its_own() {
    MapOutputLocation written = stages.written(scanning(orders.tasks(), new StageOutput.Single()));
    PhysicalPlan read =
        new PhysicalPlan.ShuffleRead(
            0, PhysicalPlan.ShuffleRead.Mode.PARTITION, List.of(), orders.schema(), UNKNOWN);
    PhysicalPlan union =
        new PhysicalPlan.UnionAll(
            List.of(orders.withTasks(List.of()), read), orders.schema(), UNKNOWN);

    assertThat(rows(union, new Stage.TaskInput(Map.of(), 0), written)).isEqualTo(15_000);
    assertThat(rows(union, new Stage.TaskInput(Map.of(), 1), written)).isZero();
    assertThat(
            rows(
                union,
                new Stage.TaskInput(Map.of(orders.id(), orders.tasks()), NO_PARTITION),
                written))
        .isEqualTo(15_000);
  }

  private long rows(PhysicalPlan plan, Stage.TaskInput input, MapOutputLocation written) {
    TaskReport report =
        stages.runTask(
            new TaskSpec(
                new TaskId("query", 1, 0, 0),
                plan,
                new StageOutput.Single(),
                input,
                Map.of(0, List.of(written)),
                List.of(),
                Map.of()));
    return report.output().orElseThrow().partitionRows().get(0);
  }

  @Test
  void map_outputs_that_are_gone_are_named() {
    MapOutput gone = new MapOutput("query", 0, 7, 1, "/nowhere", List.of(1000L), List.of(10L));
    PhysicalPlan read =
        new PhysicalPlan.ShuffleRead(
            0, PhysicalPlan.ShuffleRead.Mode.ALL, List.of(), orders.schema(), UNKNOWN);
    TaskSpec spec =
        new TaskSpec(
            new TaskId("query", 1, 0, 0),
            read,
            new StageOutput.Single(),
            new Stage.TaskInput(Map.of(), NO_PARTITION),
            Map.of(0, List.of(new MapOutputLocation(gone, new ServerAddress("localhost", 1)))),
            List.of(),
            Map.of());

    TaskReport report = stages.runTask(spec);

    assertThat(report.outcome()).isEqualTo(TaskReport.Outcome.FAILED);
    assertThat(report.error().orElseThrow().code()).isEqualTo(ErrorCode.SHUFFLE_LOST);
    assertThat(report.lostInputs()).containsExactly(gone);
  }

  @Test
  void a_cancelled_task_stops_and_leaves_no_file() {
    // long enough that it cannot end before it is cancelled
    List<ScanTask> tasks = Collections.nCopies(20_000, orders.tasks().get(0));
    TaskSpec spec = scanning(tasks, new StageOutput.Hashed(List.of(0), 4));
    CompletableFuture<TaskReport> running =
        CompletableFuture.supplyAsync(() -> stages.runTask(spec));

    while (stages.files() == 0) {
      Thread.onSpinWait();
    }
    stages.runner().cancel(spec.id());

    assertThat(running.join().outcome()).isEqualTo(TaskReport.Outcome.CANCELLED);
    assertThat(stages.files()).isZero();
  }

  private TaskSpec scanning(List<ScanTask> tasks, StageOutput output) {
    return new TaskSpec(
        new TaskId("query", 0, 0, 0),
        orders.withTasks(List.of()),
        output,
        new Stage.TaskInput(Map.of(orders.id(), tasks), NO_PARTITION),
        Map.of(),
        List.of(),
        Map.of());
  }
}
