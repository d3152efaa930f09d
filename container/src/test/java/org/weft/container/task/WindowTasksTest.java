package org.weft.container.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Random;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.weft.container.fixture.SameAnswer;
import org.weft.container.window.RandomWindows;
import org.weft.container.window.WindowData;
import org.weft.io.table.FileTableSource;
import org.weft.planner.memory.MemoryPool;
import org.weft.planner.physical.PhysicalPlan;
import org.weft.planner.physical.PhysicalPlanner;
import org.weft.planner.physical.PlanTarget;
import org.weft.planner.setting.Settings;
import org.weft.planner.sql.SqlPlanner;
import org.weft.planner.sql.Statement;
import org.weft.planner.stage.StageCutter;

/** Window functions of chance as stages of tasks with a shuffle between them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WindowTasksTest {
  private static final Settings SETTINGS =
      Settings.DEFAULTS.with("scan_tasks_min_size_bytes", "1").with("num_partitions", "3");

  private static final PlanTarget TARGET = new PlanTarget(PlanTarget.Deployment.TASKS, 3, SETTINGS);

  private final MemoryPool pool = new MemoryPool(512 << 20);
  private final SqlPlanner planner = new SqlPlanner(new FileTableSource(new Configuration(false)));
  private LocalStages stages;
  private WindowData data;

  @BeforeAll
  void open(@TempDir Path files, @TempDir Path shuffles) throws SQLException {
    Random random = new Random(11);
    data = new WindowData(files);
    data.add("few", 12, 3, random);
    data.add("middling", 300, 8, random);
    data.add("small_partitions", 10_000, 3_000, random);
    stages = new LocalStages(shuffles, pool);
  }

  @AfterAll
  void close() throws SQLException {
    data.close();
    stages.close();
    pool.close();
  }

  @RepeatedTest(25)
  void give_the_answer_of_duckdb(RepetitionInfo repetition) throws SQLException {
    Random random = new Random(2_000 + repetition.getCurrentRepetition());
    List<String> tables = List.of("few", "middling", "small_partitions");
    String sql =
        new RandomWindows(random, RandomWindows.Partitions.SMALL)
            .query(tables.get(random.nextInt(3)));
    PhysicalPlan plan =
        PhysicalPlanner.plan(
            planner.plan(Statement.Query.of(sql), data.catalog(), SETTINGS).plan(), TARGET);

    List<List<Object>> rows =
        stages.run("w" + repetition.getCurrentRepetition(), StageCutter.cut(plan));

    assertThat(pool.used()).isZero();
    SameAnswer.check(rows, data.rows(sql), SameAnswer.Order.AS_GIVEN);
  }
}
