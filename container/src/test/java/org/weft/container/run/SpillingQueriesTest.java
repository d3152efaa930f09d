package org.weft.container.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
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
import org.weft.container.spill.TestDisks;
import org.weft.io.table.ScanReaders;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;
import org.weft.planner.memory.MemoryPool;
import org.weft.planner.physical.PhysicalPlan;
import org.weft.planner.setting.Settings;

/** TPC-H where every operator spills again and again: the same answers, and nothing left. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(180)
class SpillingQueriesTest {
  private static final int EVERY = 3;
  private static final int MOMENTS = 3;

  private final AtomicInteger safePoints = new AtomicInteger();
  private final MemoryPool pool =
      new MemoryPool(512 << 20, () -> safePoints.incrementAndGet() % EVERY == 0);
  private final TestDisks disks = new TestDisks();
  private final NativeRunner runner =
      new NativeRunner(new ScanReaders(new Configuration(false)), pool, 3, disks.directories());
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
    assertThat(disks.wereUsed()).isTrue();
    runner.close();
    pool.close();
    disks.close();
  }

  @AfterEach
  void nothing_is_left() {
    assertThat(pool.used()).isZero();
    assertThat(disks.files()).isEmpty();
  }

  @ParameterizedTest(name = "Q{0}")
  @ValueSource(
      ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22})
  void gives_the_answer_of_duckdb(int number) throws SQLException {
    String sql = TpchPlans.query(number);
    PhysicalPlan plan = plans.plan(sql, runner.target(Settings.DEFAULTS));

    SameAnswer.check(run(plan, new Cancellation()), duck.rows(sql), SameAnswer.Order.AS_GIVEN);
  }

  @ParameterizedTest(name = "Q{0}")
  @ValueSource(ints = {9, 18, 21})
  void leaves_nothing_when_it_is_cancelled(int number) {
    PhysicalPlan plan = plans.plan(TpchPlans.query(number), runner.target(Settings.DEFAULTS));
    long start = System.nanoTime();
    List<List<Object>> answer = run(plan, new Cancellation());
    long whole = System.nanoTime() - start;
    for (int i = 1; i <= MOMENTS; i++) {
      Cancellation cancellation = new Cancellation();
      CompletableFuture<Void> user =
          CompletableFuture.runAsync(
              cancellation::cancel,
              CompletableFuture.delayedExecutor(whole * i / (MOMENTS + 1), TimeUnit.NANOSECONDS));
      try {
        SameAnswer.check(run(plan, cancellation), answer, SameAnswer.Order.AS_GIVEN);
      } catch (WeftException e) {
        assertThat(e.code()).as(e.getMessage()).isEqualTo(ErrorCode.CANCELLED);
      }
      user.join();
      nothing_is_left();
    }
  }

  private List<List<Object>> run(PhysicalPlan plan, Cancellation cancellation) {
    QueryRequest request = new QueryRequest("spilling", Settings.DEFAULTS, cancellation);
    return Rows.of(runner.run(plan, request));
  }
}
