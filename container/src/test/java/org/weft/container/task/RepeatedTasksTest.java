package org.weft.container.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.weft.container.fixture.TpchFiles;
import org.weft.container.fixture.TpchPlans;
import org.weft.planner.memory.MemoryPool;
import org.weft.planner.physical.PhysicalPlan;
import org.weft.planner.physical.PlanTarget;
import org.weft.planner.setting.Settings;
import org.weft.planner.stage.Repeatability;
import org.weft.planner.stage.Stage;
import org.weft.planner.stage.StageCutter;
import org.weft.planner.stage.StagePlan;
import org.weft.planner.stage.StageSteadiness;

/**
 * Tasks whose outputs are lost while they are read run again: no row is lost, none comes twice,
 * even where they come out differently. Every statement gives TRUE if that is so.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RepeatedTasksTest {
  private static final Settings SETTINGS =
      Settings.DEFAULTS
          .with("scan_tasks_min_size_bytes", "64k")
          .with("scan_tasks_max_size_bytes", "256k")
          .with("broadcast_join_size_bytes_threshold", "0")
          .with("num_partitions", "4");

  private static final PlanTarget TARGET = new PlanTarget(PlanTarget.Deployment.TASKS, 4, SETTINGS);

  private final MemoryPool pool = new MemoryPool(512 << 20);
  private LocalStages stages;
  private TpchPlans plans;
  private int queries;

  @BeforeAll
  void open(@TempDir Path directory) {
    stages = new LocalStages(directory, pool);
    plans = new TpchPlans(TpchFiles.small());
  }

  @AfterAll
  void close() {
    stages.close();
    pool.close();
  }

  private StagePlan cut(String sql) {
    PhysicalPlan plan = plans.plan(sql, TARGET);
    return StageCutter.cut(plan, SETTINGS);
  }

  private static boolean mayDiffer(StagePlan plan) {
    StageSteadiness steadiness = new StageSteadiness(plan.stages());
    return plan.stages().stream()
        .mapToInt(Stage::id)
        .anyMatch(stage -> steadiness.repeatability(stage) == Repeatability.MAY_DIFFER);
  }

  private void check(StagePlan plan) {
    assertThat(stages.runTwice("r" + queries++, plan)).isEqualTo(List.of(List.of(true)));
    assertThat(pool.used()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // divided by chance
        "SELECT sum(c) = 15000 AND max(c) < 9 FROM (SELECT r, count(*) AS c FROM"
            + " (SELECT random_int(0, 1000000 + o_custkey) AS r FROM orders) GROUP BY r)",
        // by what another stage chose
        "SELECT sum(c) = 15000 FROM (SELECT r, count(*) AS c FROM (SELECT o_orderkey,"
            + " any_value(random_int(0, 1000)) AS r FROM orders GROUP BY 1) GROUP BY r)",
        // by places among equals
        "SELECT sum(c) = 15000 AND max(n) > 2 FROM (SELECT o_orderkey, count(*) AS c, max(n) AS n"
            + " FROM (SELECT o_orderkey, row_number() OVER (PARTITION BY o_orderpriority ORDER BY"
            + " o_orderstatus) AS n FROM orders) GROUP BY 1)",
        // read twice
        "WITH r AS MATERIALIZED (SELECT o_orderkey, random() AS v FROM orders)"
            + " SELECT count(*) = 15000 FROM r a JOIN r b USING (o_orderkey, v)",
        // some of them
        "SELECT sum(a) = sum(b) FROM (SELECT o_custkey, count(*) AS a, count(x) AS b FROM"
            + " (SELECT o_custkey, random() AS x FROM orders WHERE random() < 0.5)"
            + " GROUP BY o_custkey)",
      })
  void rows_that_differ_are_computed_again(String sql) {
    StagePlan plan = cut(sql);
    assertThat(mayDiffer(plan)).isTrue();
    check(plan);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT count(*) = 15000 AND min(c) = 1 FROM (SELECT o_orderkey, max(r), count(*) AS c FROM"
            + " (SELECT o_orderkey, random() AS r FROM orders) GROUP BY o_orderkey)",
        "SELECT sum(c) = 15000 AND count(*) = count(DISTINCT o_custkey) FROM (SELECT o_custkey,"
            + " count(*) AS c, sum(o_totalprice::DOUBLE) AS s, any_value(o_comment) AS a"
            + " FROM orders GROUP BY o_custkey)",
        "SELECT sum(c) = 15000 FROM (SELECT o_custkey, count(*) AS c FROM orders GROUP BY 1)",
        "SELECT count(*) = 15000 FROM orders JOIN (SELECT o_orderkey AS k, rank() OVER (PARTITION"
            + " BY o_orderpriority ORDER BY o_orderdate) AS n FROM orders) ON k = o_orderkey",
        "SELECT count(*) = 100 FROM (SELECT o_orderkey, random() FROM orders LIMIT 100)",
      })
  void rows_that_fit_together_are_not(String sql) {
    StagePlan plan = cut(sql);
    assertThat(mayDiffer(plan)).isFalse();
    check(plan);
  }
}
