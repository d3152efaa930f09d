package org.weft.planner.explain;

import static org.weft.planner.physical.Query.call;
import static org.weft.planner.physical.Query.number;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.weft.planner.expr.Function;
import org.weft.planner.logical.JoinType;
import org.weft.planner.model.PlanCheck;
import org.weft.planner.physical.PhysicalPlan;
import org.weft.planner.physical.PhysicalPlanner;
import org.weft.planner.physical.PlanTarget;
import org.weft.planner.physical.PlanTarget.Deployment;
import org.weft.planner.physical.Query;
import org.weft.planner.physical.TestTable;
import org.weft.planner.setting.Settings;
import org.weft.planner.stage.StageCutter;

/** What users read; see {@link Golden} for how to rewrite the files. */
class ExplainGoldenTest {
  private static final TestTable ITEMS =
      TestTable.of("items", "order_id int64, part int64, price decimal(15,2), comment string")
          .files(6)
          .groups(4, 500_000);
  private static final TestTable ORDERS =
      TestTable.of("orders", "id int64, customer int64, day date, status string")
          .files(100)
          .groups(1, 30_000);
  private static final TestTable NATIONS = TestTable.of("nations", "id int64, name string");

  @Test
  void scan_filter_project() {
    Query query =
        Query.from(ITEMS)
            .where(call(Function.LESS, ITEMS.column("part"), number(3_000_000)), 0.25)
            .select("order_id", "price");
    check("scan", query);
  }

  @Test
  void aggregation() {
    check(
        "aggregation",
        Query.from(ITEMS).groupBy(List.of("part"), 200_000, "sum price", "count_all", "avg price"));
  }

  @Test
  void few_groups_meet_in_one_task() {
    check(
        "few-groups",
        Query.from(ORDERS).groupBy(List.of("status"), 3, "count_all").orderBy("status"));
  }

  @Test
  void joins_and_top() {
    Query orders = Query.from(ORDERS);
    Query joined = Query.from(ITEMS).join(JoinType.INNER, orders, "order_id", "id", 12_000_000);
    Query named = joined.join(JoinType.LEFT, Query.from(NATIONS), "customer", "id", 12_000_000);
    check(
        "joins",
        named.groupBy(List.of("order_id", "name"), 3_000_000, "sum price").top(10, "sum_price"));
  }

  @Test
  void a_large_sort() {
    check("sort", Query.from(ITEMS).orderBy("price", "order_id"));
  }

  @Test
  void limit_and_offset() {
    check("limit", Query.from(ORDERS).select("id").limit(5, 100_000));
  }

  @Test
  void union_of_unequal_things() {
    Query counts = Query.from(ITEMS).groupBy(List.of(), 1, "max part").select("max_part");
    check("union", Query.from(ORDERS).select("id").union(counts));
  }

  @Test
  void distinct_counts() {
    check(
        "distinct",
        Query.from(ITEMS)
            .groupBy(
                List.of("order_id"), 2_000_000, "count distinct part", "sum price", "count_all"));
  }

  private static void check(String name, Query query) {
    ExplainTree unoptimized = new ExplainTree("Query", List.of("name = " + name), List.of());
    PlanTarget tasks = new PlanTarget(Deployment.TASKS, 4, Settings.DEFAULTS);
    PhysicalPlan physical = PhysicalPlanner.plan(query.plan(), tasks);
    PlanCheck.check(physical);
    Golden.assertMatches(
        name + ".tasks",
        Explain.text(unoptimized, query.plan(), physical, Optional.of(StageCutter.cut(physical))));
    PlanTarget process = new PlanTarget(Deployment.ONE_PROCESS, 4, Settings.DEFAULTS);
    Golden.assertMatches(
        name + ".process",
        Explain.text(PhysicalPlanner.plan(query.plan(), process), Optional.empty()));
  }
}
