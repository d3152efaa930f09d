package org.weft.container.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;
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

/**
 * Queries are cancelled at moments spread over their run time: each ends with its answer or as
 * cancelled and gives everything back. Which moment meets which operator is left to chance.
 */
@Timeout(180)
class CancelAnywhereTest {
  private static final int MOMENTS = 12;

  @ParameterizedTest(name = "Q{0}")
  @ValueSource(ints = {1, 5, 18, 21})
  void ends_and_gives_everything_back(int number) {
    try (MemoryPool pool = new MemoryPool(512 << 20);
        NativeRunner runner =
            new NativeRunner(new ScanReaders(new Configuration(false)), pool, 3)) {
      PhysicalPlan plan =
          new TpchPlans(TpchFiles.small())
              .plan(TpchPlans.query(number), runner.target(Settings.DEFAULTS));
      long start = System.nanoTime();
      List<List<Object>> answer = rows(runner, plan, new Cancellation());
      long whole = System.nanoTime() - start;
      for (int i = 0; i < MOMENTS; i++) {
        Cancellation cancellation = new Cancellation();
        Executor later =
            CompletableFuture.delayedExecutor(whole * i / MOMENTS, TimeUnit.NANOSECONDS);
        CompletableFuture<Void> user = CompletableFuture.runAsync(cancellation::cancel, later);
        try {
          SameAnswer.check(rows(runner, plan, cancellation), answer, SameAnswer.Order.AS_GIVEN);
        } catch (WeftException e) {
          assertThat(e.code()).as(e.getMessage()).isEqualTo(ErrorCode.CANCELLED);
        }
        user.join();
        assertThat(pool.used()).isZero();
      }
    }
  }

  private static List<List<Object>> rows(
      NativeRunner runner, PhysicalPlan plan, Cancellation cancellation) {
    QueryRequest request = new QueryRequest("cancelled", Settings.DEFAULTS, cancellation);
    return Rows.of(runner.run(plan, request));
  }
}
