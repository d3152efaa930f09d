package org.weft.container.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.weft.container.fixture.Rows;
import org.weft.container.fixture.TpchFiles;
import org.weft.container.fixture.TpchPlans;
import org.weft.container.pipeline.Cancellation;
import org.weft.io.table.ScanReaders;
import org.weft.planner.memory.MemoryPool;
import org.weft.planner.physical.PhysicalPlan;
import org.weft.planner.setting.Settings;

/** Rows that are much longer than a batch of them can be. */
@Timeout(120)
class LongTextsTest {
  private static final long LIMIT = 24 << 20;

  private final ScanReaders readers = new ScanReaders(new Configuration(false));
  private final TpchPlans plans = new TpchPlans(TpchFiles.small());

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = ';',
      value = {
        "SELECT sum(length(repeat('x', 400000) || s_suppkey)) AS s FROM supplier; 40000192",
        "SELECT count(*) AS c FROM (SELECT DISTINCT repeat('x', 400000) || s_suppkey AS t FROM"
            + " supplier); 100",
        "SELECT count(*) AS c FROM (SELECT s_suppkey, unnest(range(10000)) AS u FROM supplier)"
            + "; 1000000",
        "SELECT count(*) AS c FROM supplier WHERE length(repeat('x', 400000) || s_suppkey) > 400001"
            + "; 91",
        "SELECT count(*) AS c FROM supplier a JOIN supplier b ON a.s_nationkey = b.s_nationkey AND"
            + " repeat(a.s_name, 20000 + b.s_suppkey) < repeat(b.s_name, 20000 + a.s_suppkey)"
            + "; 197",
        "SELECT count(*) AS c FROM part WHERE len(repeat(p_type, 20000)) > 400000; 1032"
      })
  void do_not_break_the_budget(String sql, long expected) {
    try (MemoryPool pool = new MemoryPool(LIMIT);
        NativeRunner runner = new NativeRunner(readers, pool, 2)) {
      PhysicalPlan plan = plans.plan(sql, runner.target(Settings.DEFAULTS));
      QueryRequest request = new QueryRequest("long", Settings.DEFAULTS, new Cancellation());
      List<List<Object>> rows = Rows.of(runner.run(plan, request));
      assertThat(((Number) rows.get(0).get(0)).longValue()).isEqualTo(expected);
      assertThat(pool.used()).isZero();
    }
  }
}
