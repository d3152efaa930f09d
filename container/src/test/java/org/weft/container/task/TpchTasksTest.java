package org.weft.container.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.weft.container.fixture.DuckDb;
import org.weft.container.fixture.SameAnswer;
import org.weft.container.fixture.TpchFiles;
import org.weft.container.fixture.TpchPlans;
import org.weft.planner.memory.MemoryPool;
import org.weft.planner.physical.PhysicalPlan;
import org.weft.planner.physical.PlanTarget;
import org.weft.planner.setting.Settings;
import org.weft.planner.stage.StageCutter;

/** TPC-H as stages of tasks with a shuffle between them, compared with DuckDB on the same files. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
class TpchTasksTest {
  /** Small enough that the tables make several scan tasks and several partitions. */
  private static final Settings SETTINGS =
      Settings.DEFAULTS
          .with("scan_tasks_min_size_bytes", "256k")
          .with("scan_tasks_max_size_bytes", "1m")
          .with("broadcast_join_size_bytes_threshold", "64k")
          .with("num_partitions", "3");

  private static final PlanTarget TARGET = new PlanTarget(PlanTarget.Deployment.TASKS, 4, SETTINGS);

  private final MemoryPool pool = new MemoryPool(512 << 20);
  private LocalStages stages;
  private TpchPlans plans;
  private DuckDb duck;

  @BeforeAll
  void open(@TempDir Path directory) throws SQLException {
    stages = new LocalStages(directory, pool);
    plans = new TpchPlans(TpchFiles.small());
    duck = new DuckDb(TpchFiles.small());
  }

  @AfterAll
  void close() throws SQLException {
    duck.close();
    stages.close();
    pool.close();
  }

  @AfterEach
  void everything_is_given_back() {
    assertThat(pool.used()).isZero();
  }

  @ParameterizedTest(name = "Q{0}")
  @ValueSource(
      ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22})
  void gives_the_answer_of_duckdb(int number) throws SQLException {
    String sql = TpchPlans.query(number);
    PhysicalPlan plan = plans.plan(sql, TARGET);

    SameAnswer.check(
        stages.run("q" + number, StageCutter.cut(plan, SETTINGS)),
        duck.rows(sql),
        SameAnswer.Order.AS_GIVEN);
  }
}
