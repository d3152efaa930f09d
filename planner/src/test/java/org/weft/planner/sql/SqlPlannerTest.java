package org.weft.planner.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.weft.planner.setting.Settings;

/** Whole plans of a few queries. */
class SqlPlannerTest {
  private final TpchTables tables = new TpchTables();
  private final SqlPlanner planner = new SqlPlanner(tables);

  private PlannedQuery plan(String text) {
    return planner.plan(Statement.Query.of(text), tables.catalog(), Settings.DEFAULTS);
  }

  @Test
  void constants_are_folded_and_conjuncts_reach_the_scan_in_the_columns_own_types() {
    String filter =
        "((l_shipdate >= DATE '1994-01-01') AND (l_shipdate < DATE '1995-01-01')"
            + " AND (l_discount >= 0.05) AND (l_discount <= 0.07) AND (l_quantity < 24.00))";

    assertThat(PlanText.of(plan(TpchTables.query(6)).plan()))
        .contains("Filter " + filter)
        .contains(
            "Scan lineitem [l_quantity, l_extendedprice, l_discount, l_shipdate] hint " + filter);
  }

  @Test
  void a_mean_is_made_of_the_sum_and_count_that_are_there_already() {
    assertThat(PlanText.of(plan(TpchTables.query(1)).plan()))
        .containsPattern(
            "Aggregate \\[0, 1\\] \\[sum\\(l_quantity\\), sum\\(l_extendedprice\\), sum\\([^)]*\\),"
                + " sum\\([^)]*\\), count\\(\\*\\), sum\\(l_discount\\)\\]");
  }

  @Test
  void results_are_named_as_in_the_query_and_bare_columns_as_declared() {
    assertThat(
            plan("select R_NAME, r_regionkey as Id, count(*), 1 + 1 from region group by 1, 2")
                .plan()
                .schema()
                .names())
        .containsExactly("r_name", "Id", "count(*)", "1 + 1");
  }
}
