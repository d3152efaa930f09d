package org.weft.container.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.weft.container.fixture.DuckDb;
import org.weft.container.fixture.Rows;
import org.weft.container.fixture.SameAnswer;
import org.weft.container.fixture.TpchFiles;
import org.weft.container.fixture.TpchPlans;
import org.weft.container.pipeline.Cancellation;
import org.weft.io.table.ScanReaders;
import org.weft.planner.memory.MemoryPool;
import org.weft.planner.physical.PhysicalPlan;
import org.weft.planner.setting.Settings;

/** TPC-H in one process, compared with DuckDB on the same files. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
class TpchNativeTest {
  private static final int THREADS = 3;

  private final MemoryPool pool = new MemoryPool(512 << 20);
  private final ScanReaders readers = new ScanReaders(new Configuration(false));
  private final NativeRunner runner = new NativeRunner(readers, pool, THREADS);
  private TpchPlans plans;
  private DuckDb duck;

  @BeforeAll
  void open() throws SQLException {
    plans = new TpchPlans(TpchFiles.small());
    duck = new DuckDb(TpchFiles.small());
  }

  @AfterAll
  void close() throws SQLException {
    duck.close();
    runner.close();
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
    PhysicalPlan plan = plans.plan(sql, runner.target(Settings.DEFAULTS));

    SameAnswer.check(run(plan), duck.rows(sql), SameAnswer.Order.AS_GIVEN);
  }

  private List<List<Object>> run(PhysicalPlan plan) {
    QueryRequest request = new QueryRequest("test", Settings.DEFAULTS, new Cancellation());
    return Rows.of(runner.run(plan, request));
  }
}
