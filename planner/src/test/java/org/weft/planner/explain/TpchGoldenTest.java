package org.weft.planner.explain;

import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.weft.planner.physical.PhysicalPlan;
import org.weft.planner.physical.PhysicalPlanner;
import org.weft.planner.physical.PlanTarget;
import org.weft.planner.physical.PlanTarget.Deployment;
import org.weft.planner.physical.SplitTables;
import org.weft.planner.setting.Settings;
import org.weft.planner.sql.PlannedQuery;
import org.weft.planner.sql.SqlPlanner;
import org.weft.planner.sql.Statement;
import org.weft.planner.sql.TpchTables;
import org.weft.planner.stage.StageCutter;

/**
 * EXPLAIN of TPC-H at scale factor 1, files of 100 000 rows, 4 slots. A changed join order,
 * distribution or estimate shows here; see {@link Golden} for how to accept it.
 */
class TpchGoldenTest {
  private static final TpchTables TABLES = new TpchTables();
  private static final SqlPlanner PLANNER = new SqlPlanner(new SplitTables(TABLES, 100_000));

  @ParameterizedTest(name = "Q{0}")
  @ValueSource(ints = {1, 3, 4, 5, 6, 10, 12, 14, 18, 19})
  void as_tasks(int query) {
    PlannedQuery planned = planned(query);
    PhysicalPlan plan = physical(planned, Deployment.TASKS);
    Golden.assertMatches(
        name(query, "tasks"),
        Explain.text(
            planned.unoptimized(), planned.plan(), plan, Optional.of(StageCutter.cut(plan))));
  }

  @ParameterizedTest(name = "Q{0}")
  @ValueSource(ints = {1, 3, 18})
  void in_one_process(int query) {
    PlannedQuery planned = planned(query);
    Golden.assertMatches(
        name(query, "process"),
        Explain.text(physical(planned, Deployment.ONE_PROCESS), Optional.empty()));
  }

  private static PlannedQuery planned(int query) {
    return PLANNER.plan(
        Statement.Query.of(TpchTables.query(query)), TABLES.catalog(), Settings.DEFAULTS);
  }

  private static PhysicalPlan physical(PlannedQuery planned, Deployment deployment) {
    return PhysicalPlanner.plan(planned.plan(), new PlanTarget(deployment, 4, Settings.DEFAULTS));
  }

  private static String name(int query, String kind) {
    return String.format(Locale.ROOT, "tpch/q%02d.%s", query, kind);
  }
}
