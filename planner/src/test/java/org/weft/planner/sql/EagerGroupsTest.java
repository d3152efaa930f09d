package org.weft.planner.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.weft.planner.physical.PhysicalPlan;
import org.weft.planner.physical.PhysicalPlanner;
import org.weft.planner.physical.PlanTarget;
import org.weft.planner.physical.PlanTarget.Deployment;
import org.weft.planner.setting.Settings;

/** Which groups are made before a join. */
class EagerGroupsTest {
  private static final String JOIN = " FROM lineitem JOIN supplier ON l_suppkey = s_suppkey ";

  private final TpchTables tpch = new TpchTables();
  private final SqlPlanner planner = new SqlPlanner(tpch);

  private PhysicalPlan plan(String query, Deployment deployment) {
    PlannedQuery planned =
        planner.plan(Statement.Query.of(query), tpch.catalog(), Settings.DEFAULTS);
    return PhysicalPlanner.plan(planned.plan(), new PlanTarget(deployment, 4, Settings.DEFAULTS));
  }

  /** The keys of all aggregations that a join is made of. */
  private static List<String> belowJoins(PhysicalPlan plan) {
    List<String> found = new ArrayList<>();
    find(plan, false, found);
    return found;
  }

  private static void find(PhysicalPlan plan, boolean isBelow, List<String> found) {
    if (isBelow && plan instanceof PhysicalPlan.HashAggregate aggregate) {
      aggregate.keys().forEach(key -> found.add(aggregate.input().schema().field(key).name()));
    }
    boolean below = isBelow || plan instanceof PhysicalPlan.HashJoin;
    plan.inputs().forEach(input -> find(input, below, found));
  }

  private List<String> inOneProcess(String query) {
    return belowJoins(plan(query, Deployment.ONE_PROCESS));
  }

  @Test
  void rows_are_grouped_by_the_key_of_the_join_before_it() {
    String query =
        "SELECT s_name, sum(l_quantity), avg(l_tax), count(*)" + JOIN + "GROUP BY s_name";
    assertThat(inOneProcess(query)).containsExactly("l_suppkey");
    assertThat(belowJoins(plan(query, Deployment.TASKS))).contains("l_suppkey");
  }

  @Test
  void numbers_as_keys_are_found_as_fast_above_unless_rows_travel() {
    String query = "SELECT s_nationkey, sum(l_quantity)" + JOIN + "GROUP BY s_nationkey";
    assertThat(inOneProcess(query)).isEmpty();
    assertThat(belowJoins(plan(query, Deployment.TASKS))).contains("l_suppkey");
  }

  @Test
  void what_conditions_and_groups_need_of_the_side_are_keys_too() {
    assertThat(
            inOneProcess(
                "SELECT l_linenumber, s_name, max(l_quantity)"
                    + JOIN
                    + "AND l_linenumber < s_nationkey GROUP BY l_linenumber, s_name"))
        .containsExactlyInAnyOrder("l_suppkey", "l_linenumber");
  }

  @Test
  void rows_stay_rows_where_it_does_not_pay() {
    // as many groups as rows
    assertThat(
            inOneProcess(
                "SELECT c_name, sum(o_totalprice) FROM orders JOIN customer ON o_custkey ="
                    + " c_custkey GROUP BY c_name, o_orderdate"))
        .isEmpty();
    // the join leaves few rows
    assertThat(
            inOneProcess(
                "SELECT s_name, sum(l_quantity)" + JOIN + "WHERE s_nationkey = 3 GROUP BY s_name"))
        .isEmpty();
    // one row for each row
    assertThat(
            inOneProcess(
                "SELECT s_name, sum(ps_supplycost) FROM partsupp JOIN supplier"
                    + " ON ps_suppkey = s_suppkey AND ps_partkey < s_nationkey GROUP BY s_name"))
        .isEmpty();
  }

  @Test
  void rows_stay_rows_where_groups_would_not_give_the_same() {
    for (String call :
        List.of(
            "sum(l_quantity) FILTER (WHERE l_linenumber = 1)",
            "sum(l_quantity + s_nationkey)",
            "sum(10 / l_linenumber)",
            "median(l_quantity)")) {
      assertThat(inOneProcess("SELECT s_name, " + call + JOIN + "GROUP BY s_name"))
          .as(call)
          .doesNotContain("l_suppkey");
    }
    assertThat(
            inOneProcess(
                "SELECT s_name, sum(l_quantity) FROM supplier LEFT JOIN lineitem"
                    + " ON l_suppkey = s_suppkey GROUP BY s_name"))
        .isEmpty();
    assertThat(inOneProcess("SELECT s_name, count(*) FROM lineitem, supplier GROUP BY s_name"))
        .as("without a key there would be a group of no rows")
        .isEmpty();
  }
}
