package org.weft.planner.physical;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.weft.planner.codec.PlanCodec;
import org.weft.planner.model.PlanCheck;
import org.weft.planner.physical.PlanTarget.Deployment;
import org.weft.planner.setting.Settings;
import org.weft.planner.sql.PlannedQuery;
import org.weft.planner.sql.SqlPlanner;
import org.weft.planner.sql.Statement;
import org.weft.planner.sql.TpchTables;
import org.weft.planner.stage.Stage;
import org.weft.planner.stage.StageCutter;

/** Every query of TPC-H from its text to stages: the parts fit, and travel. */
class TpchPlansTest {
  private static final TpchTables TABLES = new TpchTables();
  private static final SqlPlanner PLANNER = new SqlPlanner(new SplitTables(TABLES, 100_000));

  private static PlannedQuery planned(int query) {
    return PLANNER.plan(
        Statement.Query.of(TpchTables.query(query)), TABLES.catalog(), Settings.DEFAULTS);
  }

  @ParameterizedTest(name = "Q{0}")
  @ValueSource(
      ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22})
  void plans_fit_together(int query) {
    PlannedQuery planned = planned(query);
    for (Deployment deployment : Deployment.values()) {
      PlanTarget target = new PlanTarget(deployment, 4, Settings.DEFAULTS);
      PhysicalPlan plan = PhysicalPlanner.plan(planned.plan(), target);
      PlanCheck.check(plan);
      assertThat(plan.schema().names()).isEqualTo(planned.plan().schema().names());
      if (deployment == Deployment.TASKS) {
        for (Stage stage : StageCutter.cut(plan).stages()) {
          PlanCheck.check(stage.plan());
          assertThat(PlanCodec.decode(PlanCodec.encode(stage), Stage.class)).isEqualTo(stage);
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Deployment.class)
  void the_smaller_sides_of_q3_are_built(Deployment deployment) {
    PhysicalPlan plan =
        PhysicalPlanner.plan(planned(3).plan(), new PlanTarget(deployment, 4, Settings.DEFAULTS));
    PhysicalPlan probe = plan;
    while (!(probe instanceof PhysicalPlan.Scan)) {
      probe = probe.inputs().get(0);
    }
    assertThat(((PhysicalPlan.Scan) probe).table()).as("what is probed with").isEqualTo("lineitem");
  }
}
