package org.weft.planner.physical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.weft.planner.physical.Query.equal;
import static org.weft.planner.physical.Query.number;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.weft.planner.codec.PlanCodec;
import org.weft.planner.explain.Explain;
import org.weft.planner.expr.Expression;
import org.weft.planner.expr.LibraryCall;
import org.weft.planner.logical.JoinType;
import org.weft.planner.logical.LogicalPlan;
import org.weft.planner.physical.PlanTarget.Deployment;
import org.weft.planner.setting.Settings;
import org.weft.planner.stage.Stage;
import org.weft.planner.stage.StageCutter;
import org.weft.planner.stage.StagePlan;
import org.weft.planner.type.SimpleType;

/** What is computed once, and what had better be computed twice. */
class SharedPlansTest {
  private static final TestTable TABLE =
      TestTable.of("t", "a int64, b int64, c int64").files(8).groups(4, 250_000);

  private static PhysicalPlan oneProcess(Query query) {
    return PhysicalPlanner.plan(
        query.plan(), new PlanTarget(Deployment.ONE_PROCESS, 4, Settings.DEFAULTS));
  }

  private static StagePlan stages(Query query) {
    return StageCutter.cut(
        PhysicalPlanner.plan(query.plan(), new PlanTarget(Deployment.TASKS, 4, Settings.DEFAULTS)));
  }

  private static <T> List<T> all(PhysicalPlan plan, Class<T> type) {
    List<T> found = new ArrayList<>();
    if (type.isInstance(plan)) {
      found.add(type.cast(plan));
    }
    plan.inputs().forEach(input -> found.addAll(all(input, type)));
    return found;
  }

  private static Set<Integer> shared(PhysicalPlan plan) {
    return all(plan, PhysicalPlan.Shared.class).stream()
        .map(PhysicalPlan.Shared::id)
        .collect(Collectors.toSet());
  }

  private static Query groups(String... calls) {
    return Query.from(TABLE).groupBy(List.of("a"), 100, calls);
  }

  private static Query selfJoin(Query left, Query right) {
    return left.join(JoinType.INNER, right, "a", "a", 100);
  }

  @Test
  void equal_groups_are_made_once_whatever_their_columns_are_called() {
    Query renamed = groups("sum b").compute(List.of(groups("sum b").column("a")), "a");
    PhysicalPlan plan = oneProcess(selfJoin(groups("sum b"), renamed));
    assertThat(shared(plan)).containsExactly(1);
    List<PhysicalPlan.Shared> references = all(plan, PhysicalPlan.Shared.class);
    assertThat(references).hasSize(2);
    assertThat(references.get(0).input()).isSameAs(references.get(1).input());
    String text = Explain.text(plan, java.util.Optional.empty());
    assertThat(text).containsOnlyOnce("* Shared #1\n").containsOnlyOnce("* Shared #1 (above)\n");
    assertThat(text).containsOnlyOnce("TabularScan");
  }

  @Test
  void all_columns_that_any_reference_needs_are_there() {
    Query sums = groups("sum b", "max c");
    PhysicalPlan plan = oneProcess(selfJoin(sums.select("a", "sum_b"), sums.select("a", "max_c")));
    assertThat(shared(plan)).hasSize(1);
    PhysicalPlan.HashAggregate groups = all(plan, PhysicalPlan.HashAggregate.class).get(0);
    assertThat(groups.schema().names()).containsExactly("a", "sum_b", "max_c");
  }

  @Test
  void tables_and_what_little_is_left_out_of_them_are_read_again() {
    assertThat(shared(oneProcess(selfJoin(Query.from(TABLE), Query.from(TABLE))))).isEmpty();
    Query most = Query.from(TABLE).where(equal(Query.from(TABLE).column("b"), number(1)), 0.9);
    assertThat(shared(oneProcess(selfJoin(most, most)))).isEmpty();
    Query few = Query.from(TABLE).where(equal(Query.from(TABLE).column("b"), number(1)), 0.001);
    assertThat(shared(oneProcess(selfJoin(few, few)))).hasSize(1);
  }

  /** What is written and read twice must be worth more. */
  @Test
  void what_memory_has_no_room_for_is_read_again_unless_it_took_much() {
    Query some = Query.from(TABLE).where(equal(Query.from(TABLE).column("b"), number(1)), 0.2);
    LogicalPlan twice = selfJoin(some, some).plan();
    Settings little = Settings.DEFAULTS.with("memory.limit", "64m");
    assertThat(shared(oneProcess(twice, Settings.DEFAULTS))).hasSize(1);
    assertThat(shared(oneProcess(twice, little))).isEmpty();
    Query groups = Query.from(TABLE).groupBy(List.of("a", "b"), 1_500_000, "sum c");
    assertThat(shared(oneProcess(selfJoin(groups, groups).plan(), little))).hasSize(1);
  }

  private static PhysicalPlan oneProcess(LogicalPlan plan, Settings settings) {
    return PhysicalPlanner.plan(plan, new PlanTarget(Deployment.ONE_PROCESS, 4, settings));
  }

  @Test
  void other_groups_are_not_the_same() {
    Query others = Query.from(TABLE).groupBy(List.of("b"), 100, "sum c");
    PhysicalPlan plan = oneProcess(groups("sum c").join(JoinType.INNER, others, "a", "b", 100));
    assertThat(shared(plan)).isEmpty();
  }

  @Test
  void what_may_differ_each_time_is_not_shared() {
    Query rows = Query.from(TABLE);
    List<Expression> columns =
        List.of(rows.column("a"), LibraryCall.of("random", SimpleType.FLOAT64));
    Query random = rows.compute(columns, "a", "r").groupBy(List.of("a"), 100, "max r");
    assertThat(shared(oneProcess(selfJoin(random, random)))).isEmpty();
  }

  @Test
  void a_limit_that_may_stop_early_computes_its_rows_itself() {
    Query query = groups("sum b").limit(0, 10).union(groups("sum b").limit(0, 10));
    assertThat(all(oneProcess(query), PhysicalPlan.Limit.class)).isNotEmpty();
    Query join = Query.from(TABLE).join(JoinType.INNER, groups("sum b"), "a", "a", 1e6);
    Query twice = join.limit(0, 10).union(join.limit(0, 20));
    PhysicalPlan plan = oneProcess(twice);
    all(plan, PhysicalPlan.Limit.class)
        .forEach(limit -> assertThat(limit.input()).isNotInstanceOf(PhysicalPlan.Shared.class));
  }

  @Test
  void coarse_groups_are_made_of_finer_ones() {
    Query fine = Query.from(TABLE).groupBy(List.of("a", "b"), 1000, "sum c", "count_all");
    Query coarse = groups("count_all", "sum c");
    PhysicalPlan plan = oneProcess(selfJoin(fine, coarse));
    assertThat(shared(plan)).hasSize(1);
    assertThat(
            all(plan, PhysicalPlan.HashAggregate.class).stream()
                .filter(groups -> groups.input() instanceof PhysicalPlan.Shared))
        .hasSize(1);
    assertThat(plan.schema()).isEqualTo(selfJoin(fine, coarse).plan().schema());
  }

  @Test
  void groups_alike_are_made_at_once_whatever_columns_they_read() {
    Query sums = Query.from(TABLE).select("a", "b").groupBy(List.of("a"), 100, "sum b");
    Query most = Query.from(TABLE).select("c", "a").groupBy(List.of("a"), 100, "max c");
    Query both = selfJoin(sums, most);
    PhysicalPlan plan = oneProcess(both);
    assertThat(Explain.text(plan, java.util.Optional.empty())).containsOnlyOnce("TabularScan");
    assertThat(plan.schema()).isEqualTo(both.plan().schema());
  }

  @Test
  void a_total_is_made_of_groups_whose_rows_come_from_the_same_join() {
    Query some = Query.from(TABLE).select("a").where(equal(column("a"), number(1)), 0.01);
    Query byB =
        Query.from(TABLE)
            .join(JoinType.INNER, some, "a", "a", 1e5)
            .groupBy(List.of("b"), 1000, "sum c");
    Query total =
        Query.from(TABLE)
            .select("a", "c")
            .join(JoinType.INNER, some, "a", "a", 1e5)
            .groupBy(List.of(), 1, "sum c");
    Query both = byB.join(JoinType.INNER, total, "sum_c", "sum_c", 10);
    PhysicalPlan plan = oneProcess(both);
    String text = Explain.text(plan, java.util.Optional.empty());
    assertThat(text.split("TabularScan", -1)).hasSize(1 + 2);
    assertThat(text.split("HashJoin", -1)).hasSize(1 + 2);
    assertThat(plan.schema()).isEqualTo(both.plan().schema());
  }

  @Test
  void rows_under_other_filters_are_not_the_same() {
    Query ones =
        Query.from(TABLE).where(equal(column("a"), number(1)), 0.5).groupBy(List.of(), 1, "sum b");
    Query twos =
        Query.from(TABLE).where(equal(column("a"), number(2)), 0.5).groupBy(List.of(), 1, "sum b");
    PhysicalPlan plan = oneProcess(ones.join(JoinType.INNER, twos, "sum_b", "sum_b", 1));
    assertThat(shared(plan)).isEmpty();
  }

  private static Expression column(String name) {
    return Query.from(TABLE).column(name);
  }

  @Test
  void a_shared_stage_has_several_readers_and_travels() {
    StagePlan plan = stages(selfJoin(groups("sum b"), groups("sum b")));
    for (Stage stage : plan.stages()) {
      assertThat(all(stage.plan(), PhysicalPlan.Shared.class)).isEmpty();
      assertThat(PlanCodec.decode(PlanCodec.encode(stage), Stage.class)).isEqualTo(stage);
    }
    long scans =
        plan.stages().stream()
            .mapToLong(stage -> all(stage.plan(), PhysicalPlan.Scan.class).size())
            .sum();
    assertThat(scans).isEqualTo(1);
  }

  @Test
  void a_plan_with_shared_rows_is_a_record_like_others() {
    PhysicalPlan plan = oneProcess(selfJoin(groups("sum b"), groups("sum b")));
    assertThat(PlanCodec.decode(PlanCodec.encode(plan), PhysicalPlan.class)).isEqualTo(plan);
  }
}
