package org.weft.container.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.weft.container.fixture.Rows;
import org.weft.container.fixture.SameAnswer;
import org.weft.container.fixture.TpchFiles;
import org.weft.container.fixture.TpchPlans;
import org.weft.container.pipeline.Cancellation;
import org.weft.io.table.ScanReaders;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;
import org.weft.planner.memory.MemoryPool;
import org.weft.planner.physical.PhysicalPlan;
import org.weft.planner.setting.Settings;

/** Recursions that are deep, without end, or larger than memory. */
@Timeout(300)
class RecursionTest {
  private static final int THREADS = 3;
  private static final long LEAST = 256 << 10;
  private static final long ENOUGH = 256 << 20;

  private final ScanReaders readers = new ScanReaders(new Configuration(false));
  private final TpchPlans plans = new TpchPlans(TpchFiles.small());

  @Test
  void many_rounds_are_no_deeper_than_one() {
    String sql =
        "WITH RECURSIVE t(n) AS (SELECT 1 UNION SELECT n + 1 FROM t WHERE n < 3000)"
            + " SELECT count(*) AS c, max(n) AS m FROM t";
    assertThat(run(sql, ENOUGH, () -> false)).containsExactly(Rows.row(3000L, 3000L));
  }

  @Test
  void rows_that_are_spilled_between_rounds_are_the_same() {
    String sql =
        "WITH RECURSIVE r(k, c, n) AS (SELECT o_orderkey, o_comment, 1 FROM orders"
            + " UNION ALL SELECT k + 1, c || 'x', n + 1 FROM r WHERE n < 4)"
            + " SELECT n, count(*) AS c, sum(k) AS s, max(c) AS m FROM r GROUP BY n ORDER BY n";
    assertThat(run(sql, ENOUGH, () -> true)).isEqualTo(run(sql, ENOUGH, () -> false));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT 1 - n FROM t) SELECT sum(n) FROM t",
        "WITH RECURSIVE t(n) AS (SELECT o_orderkey FROM orders UNION ALL SELECT n + 1 FROM t)"
            + " SELECT a.n FROM t a JOIN t b ON a.n = b.n"
      })
  void what_has_no_end_can_be_stopped(String sql) {
    Cancellation cancellation = new Cancellation();
    try (MemoryPool pool = new MemoryPool(64 << 20);
        NativeRunner runner = new NativeRunner(readers, pool, THREADS)) {
      PhysicalPlan plan = plans.plan(sql, runner.target(Settings.DEFAULTS));
      Executor later = CompletableFuture.delayedExecutor(300, TimeUnit.MILLISECONDS);
      CompletableFuture<Void> user = CompletableFuture.runAsync(cancellation::cancel, later);
      assertThatThrownBy(() -> rows(runner, plan, cancellation))
          .isInstanceOfSatisfying(
              WeftException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CANCELLED));
      user.join();
      assertThat(pool.used()).isZero();
    }
  }

  @Test
  void ever_more_different_rows_end_with_an_error() {
    String sql =
        "WITH RECURSIVE t(n) AS (SELECT l_orderkey * 8 + l_linenumber FROM lineitem"
            + " UNION SELECT n + 10000000 FROM t) SELECT count(*) FROM t";
    assertThatThrownBy(() -> run(sql, 32 << 20, () -> false))
        .isInstanceOfSatisfying(
            WeftException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.OUT_OF_MEMORY);
              assertThat(e.hint()).isPresent();
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "WITH RECURSIVE r(x, n) AS (SELECT o_custkey, 1 FROM orders UNION"
            + " SELECT ps_suppkey, n + 1 FROM r JOIN partsupp ON ps_partkey = x WHERE n < 4)"
            + " SELECT n, count(*) AS c FROM r GROUP BY n ORDER BY n",
        "WITH g AS (SELECT l_suppkey AS s, l_shipmode AS m, count(*) AS n FROM lineitem GROUP BY 1,"
            + " 2) SELECT count(*) AS c, sum(a.n) AS s FROM g a JOIN g b ON a.s = b.s JOIN g d ON"
            + " d.s = b.s"
      })
  void little_memory_is_an_error_or_no_difference(String sql) {
    List<List<Object>> answer = run(sql, ENOUGH, () -> false);
    for (long limit = LEAST; limit < ENOUGH; limit *= 2) {
      try {
        SameAnswer.check(run(sql, limit, () -> false), answer, SameAnswer.Order.AS_GIVEN);
        return;
      } catch (WeftException e) {
        assertThat(e.code()).as(e.getMessage()).isEqualTo(ErrorCode.OUT_OF_MEMORY);
      }
    }
    assertThat(sql).as("a query that needs more than enough memory").isNull();
  }

  private List<List<Object>> run(
      String sql, long limit, java.util.function.BooleanSupplier alwaysSpill) {
    try (MemoryPool pool = new MemoryPool(limit, alwaysSpill);
        NativeRunner runner = new NativeRunner(readers, pool, THREADS)) {
      PhysicalPlan plan = plans.plan(sql, runner.target(Settings.DEFAULTS));
      try {
        return rows(runner, plan, new Cancellation());
      } finally {
        assertThat(pool.used()).isZero();
      }
    }
  }

  private static List<List<Object>> rows(
      NativeRunner runner, PhysicalPlan plan, Cancellation cancellation) {
    QueryRequest request = new QueryRequest("recursive", Settings.DEFAULTS, cancellation);
    return Rows.of(runner.run(plan, request));
  }
}
