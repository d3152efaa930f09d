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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.weft.container.fixture.Rows;
import org.weft.container.fixture.SameAnswer;
import org.weft.container.pipeline.Cancellation;
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

/** Window functions of chance over tables of chance give DuckDB's answers. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WindowProperties {
  private static final int THREADS = 3;

  private final MemoryPool pool = new MemoryPool(1L << 30);
  private final NativeRunner runner =
      new NativeRunner(new ScanReaders(new Configuration(false)), pool, THREADS);
  private final SqlPlanner planner = new SqlPlanner(new FileTableSource(new Configuration(false)));
  private WindowData data;

  @BeforeAll
  void open(@TempDir Path directory) throws SQLException {
    Random random = new Random(7);
    data = new WindowData(directory);
    data.add("empty", 0, 1, random);
    data.add("few", 12, 3, random);
    data.add("middling", 300, 8, random);
    data.add("small_partitions", 15_000, 4_000, random);
    data.add("large_partitions", 15_000, 2, random);
    data.add("for_several_threads", 60_000, 40, random);
  }

  @AfterAll
  void close() throws SQLException {
    data.close();
    runner.close();
    pool.close();
  }

  @RepeatedTest(60)
  void small_tables(RepetitionInfo repetition) throws SQLException {
    Random random = new Random(repetition.getCurrentRepetition());
    String table = List.of("empty", "few", "middling", "middling").get(random.nextInt(4));
    check(new RandomWindows(random, Partitions.SMALL).query(table));
  }

  @RepeatedTest(12)
  void tables_of_several_batches(RepetitionInfo repetition) throws SQLException {
    Random random = new Random(1_000 + repetition.getCurrentRepetition());
    check(
        new RandomWindows(random, Partitions.LARGE)
            .query(random.nextBoolean() ? "small_partitions" : "large_partitions"));
  }

  @RepeatedTest(4)
  void tables_for_several_threads(RepetitionInfo repetition) throws SQLException {
    Random random = new Random(4_000 + repetition.getCurrentRepetition());
    check(new RandomWindows(random, Partitions.LARGE).query("for_several_threads"));
  }

  /** As many more as {@code -Dweft.windows.tries} says. */
  @Test
  void more_small_tables() throws SQLException {
    for (int n = 0; n < Integer.getInteger("weft.windows.tries", 1); n++) {
      check(new RandomWindows(new Random(100_000 + n), Partitions.SMALL).query("middling"));
    }
  }

  private void check(String sql) throws SQLException {
    Settings settings = Settings.DEFAULTS;
    PhysicalPlan plan =
        PhysicalPlanner.plan(
            planner.plan(Statement.Query.of(sql), data.catalog(), settings).plan(),
            runner.target(settings));
    List<List<Object>> rows = new ArrayList<>();
    QueryRequest request = new QueryRequest("test", settings, new Cancellation());
    try (ResultStream result = runner.run(plan, request)) {
      while (result.advance()) {
        rows.addAll(Rows.of(result.batch()));
      }
    }
    assertThat(pool.used()).isZero();
    List<List<Object>> expected = data.rows(sql);
    try {
      SameAnswer.check(rows, expected, SameAnswer.Order.AS_GIVEN);
    } catch (AssertionError e) {
      throw new AssertionError(sql + "\n" + e.getMessage(), e);
    }
  }
}
