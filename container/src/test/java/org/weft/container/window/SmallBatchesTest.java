package org.weft.container.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.weft.container.fixture.ListSink;
import org.weft.container.fixture.ListSource;
import org.weft.container.fixture.Rows;
import org.weft.container.pipeline.Cancellation;
import org.weft.container.pipeline.ExecutionContext;
import org.weft.container.pipeline.Pipeline;
import org.weft.container.pipeline.PipelineExecutor;
import org.weft.container.pipeline.PipelineStep;
import org.weft.container.pipeline.QueryThreads;
import org.weft.container.pipeline.StreamOperator;
import org.weft.container.result.ResultStream;
import org.weft.container.run.NativeRunner;
import org.weft.container.run.QueryRequest;
import org.weft.container.window.RandomWindows.Partitions;
import org.weft.io.table.FileTableSource;
import org.weft.io.table.ScanReaders;
import org.weft.planner.memory.MemoryPool;
import org.weft.planner.physical.PhysicalPlan;
import org.weft.planner.physical.PhysicalPlanner;
import org.weft.planner.setting.Settings;
import org.weft.planner.sql.SqlPlanner;
import org.weft.planner.sql.Statement;

/** However rows are cut into batches, a window gives the same. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SmallBatchesTest {
  private final MemoryPool pool = new MemoryPool(1L << 30);
  private final NativeRunner runner =
      new NativeRunner(new ScanReaders(new Configuration(false)), pool, 1);
  private final SqlPlanner planner = new SqlPlanner(new FileTableSource(new Configuration(false)));
  private WindowData data;

  @BeforeAll
  void open(@TempDir Path directory) throws SQLException {
    data = new WindowData(directory);
    data.add("middling", 400, 20, new Random(3));
    data.add("large", 12_000, 30, new Random(4));
  }

  @AfterAll
  void close() throws SQLException {
    data.close();
    runner.close();
    pool.close();
  }

  @RepeatedTest(30)
  void rows_come_in_any_batches(RepetitionInfo repetition) {
    Random random = new Random(3_000 + repetition.getCurrentRepetition());
    boolean isLarge = random.nextInt(6) == 0;
    PhysicalPlan plan =
        plan(
            new RandomWindows(random, isLarge ? Partitions.LARGE : Partitions.SMALL)
                .query(isLarge ? "large" : "middling"));
    PhysicalPlan.Window top = topWindow(plan);
    List<StreamOperator> windows = new ArrayList<>();
    Settings settings = Settings.DEFAULTS;
    ExecutionContext context = new ExecutionContext(pool, settings, 1, new Cancellation());
    PhysicalPlan below = top;
    while (below instanceof PhysicalPlan.Window window) {
      windows.add(0, new WindowOperator(window, context));
      below = window.input();
    }
    List<List<Object>> sorted = run(below);
    ListSink sink = new ListSink();
    ListSource source =
        new ListSource(pool, below.schema(), morsels(sorted, isLarge ? 3_000 : 40, random), 1);

    new PipelineExecutor(
            new QueryThreads(1, Runnable::run, context.cancellation()), context.cancellation())
        .run(
            List.of(
                new PipelineStep(List.of(new Pipeline(() -> source, windows)), sink, List.of())));

    assertThat(sink.rows()).isEqualTo(run(top));
    assertThat(pool.used()).isZero();
  }

  private static List<List<List<Object>>> morsels(
      List<List<Object>> rows, int most, Random random) {
    List<List<List<Object>>> morsels = new ArrayList<>();
    int next = 0;
    while (next < rows.size()) {
      int end = Math.min(rows.size(), next + 1 + random.nextInt(most));
      morsels.add(rows.subList(next, end));
      next = end;
    }
    return morsels;
  }

  private static PhysicalPlan.Window topWindow(PhysicalPlan plan) {
    return plan instanceof PhysicalPlan.Window window ? window : topWindow(plan.inputs().get(0));
  }

  private PhysicalPlan plan(String sql) {
    return PhysicalPlanner.plan(
        planner.plan(Statement.Query.of(sql), data.catalog(), Settings.DEFAULTS).plan(),
        runner.target(Settings.DEFAULTS));
  }

  private List<List<Object>> run(PhysicalPlan plan) {
    List<List<Object>> rows = new ArrayList<>();
    QueryRequest request = new QueryRequest("test", Settings.DEFAULTS, new Cancellation());
    try (ResultStream result = runner.run(plan, request)) {
      while (result.advance()) {
        rows.addAll(Rows.of(result.batch()));
      }
    }
    return rows;
  }
}
