package org.weft.container.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.weft.container.fixture.Rows;
import org.weft.container.fixture.SameAnswer;
import org.weft.container.fixture.TpchFiles;
import org.weft.container.fixture.TpchPlans;
import org.weft.container.pipeline.Cancellation;
import org.weft.container.result.ResultStream;
import org.weft.io.table.ScanReaders;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;
import org.weft.planner.memory.MemoryPool;
import org.weft.planner.physical.PhysicalPlan;
import org.weft.planner.physical.PlanTarget;
import org.weft.planner.setting.Settings;

/**
 * Every allocation may fail: queries run with less memory than they need end with an error that
 * says so, and give back what they had, wherever they were.
 */
@Timeout(180)
class LowMemoryTest {
  private static final int THREADS = 3;
  private static final PlanTarget TARGET =
      new PlanTarget(PlanTarget.Deployment.ONE_PROCESS, THREADS, Settings.DEFAULTS);
  private static final long LEAST = 64 << 10;
  private static final long ENOUGH = 512 << 20;

  private final ScanReaders readers = new ScanReaders(new Configuration(false));

  /** At once, for most of the time is waiting for memory that nobody can give back. */
  @Test
  void queries_fail_cleanly_or_give_their_answers() throws Exception {
    List<Integer> queries = List.of(1, 3, 5, 15, 18, 21);
    ExecutorService threads = Executors.newFixedThreadPool(queries.size());
    try {
      List<Future<?>> all = new ArrayList<>();
      queries.forEach(number -> all.add(threads.submit(() -> check(number))));
      for (Future<?> query : all) {
        query.get();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private void check(int number) {
    PhysicalPlan plan = new TpchPlans(TpchFiles.small()).plan(TpchPlans.query(number), TARGET);
    List<List<Object>> answer = run(plan, ENOUGH);
    // small steps, so that the failures fall on many different places
    for (long limit = LEAST; limit < ENOUGH; limit += limit / 2) {
      try {
        SameAnswer.check(run(plan, limit), answer, SameAnswer.Order.AS_GIVEN);
        return;
      } catch (WeftException e) {
        assertThat(e.code()).as(e.getMessage()).isEqualTo(ErrorCode.OUT_OF_MEMORY);
        assertThat(e.hint()).isPresent();
      }
    }
    assertThat(number).as("a query that needs more than enough memory").isNull();
  }

  private List<List<Object>> run(PhysicalPlan plan, long limit) {
    try (MemoryPool pool = new MemoryPool(limit);
        NativeRunner runner = new NativeRunner(readers, pool, THREADS)) {
      QueryRequest request = new QueryRequest("low", Settings.DEFAULTS, new Cancellation());
      List<List<Object>> rows = new ArrayList<>();
      try (ResultStream result = runner.run(plan, request)) {
        while (result.advance()) {
          rows.addAll(Rows.of(result.batch()));
        }
      } finally {
        assertThat(pool.used()).isZero();
      }
      return rows;
    }
  }
}
