package org.weft.planner.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.weft.planner.logical.LogicalPlan;
import org.weft.planner.setting.Settings;

/** The plans of the twenty-two queries of TPC-H. */
class TpchPlansTest {
  private final TpchTables tables = new TpchTables();
  private final SqlPlanner planner = new SqlPlanner(tables);

  static IntStream queries() {
    return IntStream.rangeClosed(1, 22);
  }

  @ParameterizedTest
  @MethodSource("queries")
  void every_query_becomes_a_plan_of_our_operators(int number) {
    Statement.Query query = Statement.Query.of(TpchTables.query(number));

    LogicalPlan plan = planner.plan(query, tables.catalog(), Settings.DEFAULTS).plan();

    assertThat(plan.schema()).isEqualTo(planner.schema(query, tables.catalog()));
    assertThat(PlanText.of(plan)).contains("Scan").doesNotContain("$cor");
  }
}
