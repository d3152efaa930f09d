package org.weft.planner.physical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.weft.planner.physical.Query.call;
import static org.weft.planner.physical.Query.equal;
import static org.weft.planner.physical.Query.number;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.weft.planner.expr.Call;
import org.weft.planner.expr.Cast;
import org.weft.planner.expr.Column;
import org.weft.planner.expr.Expression;
import org.weft.planner.expr.Function;
import org.weft.planner.expr.Literal;
import org.weft.planner.expr.Value;
import org.weft.planner.logical.JoinType;
import org.weft.planner.physical.PhysicalPlan.HashAggregate.Phase;
import org.weft.planner.physical.PhysicalPlan.HashJoin;
import org.weft.planner.physical.PhysicalPlan.HashJoin.JoinDistribution;
import org.weft.planner.physical.PhysicalPlan.HashJoin.NullKeys;
import org.weft.planner.physical.PlanTarget.Deployment;
import org.weft.planner.setting.Settings;
import org.weft.planner.type.SimpleType;

/** The decisions one by one; that they mean the same is in {@code PlannerModelProperties}. */
class PhysicalPlannerTest {
  private static final TestTable LARGE =
      TestTable.of("large", "a int64, b int64, text string").files(8).groups(4, 250_000);
  private static final TestTable MEDIUM =
      TestTable.of("medium", "c int64, d int64").files(8).groups(1, 250_000);
  private static final TestTable SMALL = TestTable.of("small", "e int64, f string");

  private static PhysicalPlan tasks(Query query) {
    return tasks(query, Settings.DEFAULTS);
  }

  private static PhysicalPlan tasks(Query query, Settings settings) {
    return PhysicalPlanner.plan(query.plan(), new PlanTarget(Deployment.TASKS, 4, settings));
  }

  private static PhysicalPlan oneProcess(Query query) {
    return PhysicalPlanner.plan(
        query.plan(), new PlanTarget(Deployment.ONE_PROCESS, 4, Settings.DEFAULTS));
  }

  private static <T> List<T> all(PhysicalPlan plan, Class<T> type) {
    List<T> found = new ArrayList<>();
    if (type.isInstance(plan)) {
      found.add(type.cast(plan));
    }
    plan.inputs().forEach(input -> found.addAll(all(input, type)));
    return found;
  }

  private static <T> T only(PhysicalPlan plan, Class<T> type) {
    List<T> found = all(plan, type);
    assertThat(found).hasSize(1);
    return found.get(0);
  }

  private static String scanned(PhysicalPlan plan) {
    return only(plan, PhysicalPlan.Scan.class).table();
  }

  @ParameterizedTest(name = "{0} join of a {1} with a {2} table")
  @CsvSource({
    "INNER, large, medium, INNER, medium",
    "INNER, medium, large, INNER, medium",
    "LEFT, large, medium, PROBE_OUTER, medium",
    "LEFT, medium, large, BUILD_OUTER, medium",
    "RIGHT, large, medium, BUILD_OUTER, medium",
    "RIGHT, medium, large, PROBE_OUTER, medium",
    "FULL, medium, large, FULL, medium",
    "SEMI, large, medium, PROBE_SEMI, medium",
    "SEMI, medium, large, BUILD_SEMI, medium",
    "ANTI, large, medium, PROBE_ANTI, medium",
    "ANTI, medium, large, BUILD_ANTI, medium"
  })
  void the_smaller_side_is_built(
      JoinType type, String left, String right, HashJoinType expected, String build) {
    Query first = Query.from(left.equals("large") ? LARGE : MEDIUM);
    Query second = Query.from(right.equals("large") ? LARGE : MEDIUM);
    Query query =
        first.join(
            type,
            second,
            first.plan().schema().field(0).name(),
            second.plan().schema().field(0).name(),
            1_000_000);
    for (PhysicalPlan plan : List.of(tasks(query), oneProcess(query))) {
      HashJoin join = only(plan, HashJoin.class);
      assertThat(join.type()).isEqualTo(expected);
      assertThat(scanned(join.build())).isEqualTo(build);
      assertThat(plan.schema().names()).isEqualTo(query.plan().schema().names());
    }
  }

  /** Every row that is kept takes more than its values. */
  @Test
  void few_wide_rows_are_kept_rather_than_many_narrow_ones_of_fewer_bytes() {
    TestTable narrow = TestTable.of("narrow", "n int64").files(8).groups(4, 300_000);
    TestTable wide =
        TestTable.of("wide", "w int64, a string, b string, c string, d string")
            .files(8)
            .groups(1, 150_000);
    Query query = Query.from(wide).join(JoinType.INNER, Query.from(narrow), "w", "n", 1_000_000);
    for (PhysicalPlan plan : List.of(tasks(query), oneProcess(query))) {
      assertThat(scanned(only(plan, HashJoin.class).build())).isEqualTo("wide");
    }
  }

  @Test
  void a_small_side_is_sent_to_every_task_even_if_its_rows_must_be_looked_for_there() {
    Query query = Query.from(LARGE).join(JoinType.LEFT, Query.from(SMALL), "a", "e", 8_000_000);
    HashJoin join = only(tasks(query), HashJoin.class);
    assertThat(join.distribution()).isEqualTo(JoinDistribution.BROADCAST);
    assertThat(join.build()).isInstanceOf(PhysicalPlan.Exchange.class);
    assertThat(join.probe()).isInstanceOf(PhysicalPlan.Scan.class);
    Settings never = Settings.DEFAULTS.with("broadcast_join_size_bytes_threshold", "0");
    HashJoin hashed = only(tasks(query, never), HashJoin.class);
    assertThat(hashed.distribution()).isEqualTo(JoinDistribution.PARTITIONED);
    assertThat(all(hashed, PhysicalPlan.Exchange.class)).hasSize(2);
  }

  @Test
  void small_rows_that_must_come_out_at_the_end_are_not_sent_to_every_task() {
    Query query = Query.from(SMALL).join(JoinType.LEFT, Query.from(LARGE), "e", "a", 8_000_000);
    HashJoin join = only(tasks(query), HashJoin.class);
    assertThat(join.type()).isEqualTo(HashJoinType.BUILD_OUTER);
    assertThat(join.distribution()).isEqualTo(JoinDistribution.PARTITIONED);
  }

  @Test
  void one_process_moves_nothing() {
    Query query =
        Query.from(LARGE)
            .join(JoinType.INNER, Query.from(MEDIUM), "a", "c", 1_000_000)
            .groupBy(List.of("b"), 1_000_000, "count_all")
            .orderBy("b");
    PhysicalPlan plan = oneProcess(query);
    assertThat(all(plan, PhysicalPlan.Exchange.class)).isEmpty();
    assertThat(only(plan, PhysicalPlan.HashAggregate.class).phase()).isEqualTo(Phase.SINGLE);
  }

  @Test
  void rows_that_are_together_are_aggregated_at_once() {
    Query query =
        Query.from(LARGE)
            .join(JoinType.INNER, Query.from(MEDIUM), "a", "c", 8_000_000)
            .groupBy(List.of("c", "b"), 8_000_000, "count_all");
    PhysicalPlan plan = tasks(query);
    assertThat(only(plan, PhysicalPlan.HashAggregate.class).phase()).isEqualTo(Phase.SINGLE);
    assertThat(all(plan, PhysicalPlan.Exchange.class)).hasSize(2);
  }

  @Test
  void a_shuffle_serves_the_next_join_on_the_same_key() {
    Query groups = Query.from(LARGE).groupBy(List.of("a"), 4_000_000, "max b");
    Query query = groups.join(JoinType.INNER, Query.from(MEDIUM), "a", "c", 1_000_000);
    PhysicalPlan plan = tasks(query);
    List<PhysicalPlan.Exchange> exchanges = all(plan, PhysicalPlan.Exchange.class);
    assertThat(exchanges).hasSize(2);
    assertThat(exchanges)
        .extracting(exchange -> exchange.distribution().partitions())
        .containsOnly(4);
  }

  @Test
  void only_needed_columns_move() {
    Query query =
        Query.from(LARGE)
            .where(call(Function.LESS, LARGE.column("b"), number(9)), 0.5)
            .join(JoinType.INNER, Query.from(MEDIUM), "a", "c", 1_000_000)
            .groupBy(List.of("d"), 1_000, "count_all");
    PhysicalPlan plan = tasks(query);
    HashJoin join = only(plan, HashJoin.class);
    assertThat(join.probe().schema().names()).containsExactly("a");
    assertThat(join.build().schema().names()).containsExactly("c", "d");
    assertThat(all(plan, PhysicalPlan.Scan.class))
        .extracting(scan -> scan.schema().names())
        .containsExactlyInAnyOrder(List.of("a", "b"), List.of("c", "d"));
  }

  @Test
  void nulls_match_where_the_query_says_so() {
    // what is computed may be null
    Query large = Query.from(LARGE).select("a", "b");
    Query medium = Query.from(MEDIUM).select("c", "d");
    Expression same =
        call(Function.IS_NOT_DISTINCT, large.column("a"), large.rightColumn(medium, "c"));
    HashJoin join = only(tasks(large.join(JoinType.INNER, medium, same, 1e6)), HashJoin.class);
    assertThat(join.nullKeys()).isEqualTo(NullKeys.MATCH_EACH_OTHER);
    assertThat(join.probeKeys()).hasSize(1);

    Expression both =
        call(Function.AND, same, equal(large.column("b"), large.rightColumn(medium, "d")));
    HashJoin mixed = only(tasks(large.join(JoinType.INNER, medium, both, 1e6)), HashJoin.class);
    assertThat(mixed.nullKeys()).isEqualTo(NullKeys.MATCH_EACH_OTHER);
    assertThat(mixed.probeKeys()).containsExactly(0, 1);
    assertThat(mixed.residual())
        .contains(Call.of(Function.IS_NOT_NULL, SimpleType.BOOLEAN, large.column("b")));
  }

  @Test
  void what_all_branches_of_an_or_share_is_a_key() {
    Query large = Query.from(LARGE);
    Query medium = Query.from(MEDIUM);
    Expression key = equal(large.column("a"), large.rightColumn(medium, "c"));
    Expression or =
        call(
            Function.OR,
            call(Function.AND, key, equal(large.column("b"), number(1))),
            call(Function.AND, equal(large.column("b"), number(2)), key));
    HashJoin join = only(tasks(large.join(JoinType.INNER, medium, or, 1e6)), HashJoin.class);
    assertThat(join.probeKeys()).containsExactly(0);
    assertThat(join.residual()).contains(or);
  }

  @Test
  void keys_of_unequal_types_are_brought_to_the_wider_one() {
    TestTable narrow = TestTable.of("narrow", "n int32").files(8).groups(1, 1_000_000);
    HashJoin join =
        only(
            tasks(Query.from(LARGE).join(JoinType.INNER, Query.from(narrow), "a", "n", 1e6)),
            HashJoin.class);
    PhysicalPlan.Project cast = only(join.build(), PhysicalPlan.Project.class);
    assertThat(cast.expressions())
        .contains(
            new Cast(new Column(0, "n", SimpleType.INT32), SimpleType.INT64, Cast.OnError.FAIL));
    assertThat(join.build().schema().type(join.buildKeys().get(0)))
        .isEqualTo(join.probe().schema().type(join.probeKeys().get(0)));
  }

  @Test
  void a_join_without_keys_sends_one_side_to_every_task() {
    Query large = Query.from(LARGE);
    Query medium = Query.from(MEDIUM);
    Expression less = call(Function.LESS, large.column("a"), large.rightColumn(medium, "c"));
    HashJoin join = only(tasks(large.join(JoinType.INNER, medium, less, 1e6)), HashJoin.class);
    assertThat(join.distribution()).isEqualTo(JoinDistribution.BROADCAST);
    assertThat(join.probeKeys()).isEmpty();
    HashJoin full = only(tasks(large.join(JoinType.FULL, medium, less, 1e6)), HashJoin.class);
    assertThat(Placement.of(full)).isInstanceOf(Placement.One.class);
  }

  @Test
  void whole_tables_are_counted_by_their_footers() {
    Query count = Query.from(LARGE).groupBy(List.of(), 1, "count_all");
    PhysicalPlan plan = tasks(count);
    assertThat(plan).isInstanceOf(PhysicalPlan.Values.class);
    assertThat(((PhysicalPlan.Values) plan).rows())
        .containsExactly(List.of(new Literal(SimpleType.INT64, new Value.Int(8_000_000))));
    PhysicalPlan unaided = tasks(count, Settings.DEFAULTS.with("enable_pushdowns", "false"));
    assertThat(all(unaided, PhysicalPlan.Scan.class)).hasSize(1);
    Query filtered =
        Query.from(LARGE)
            .where(call(Function.LESS, LARGE.column("a"), number(9)), 0.1)
            .groupBy(List.of(), 1, "count_all");
    assertThat(all(tasks(filtered), PhysicalPlan.Scan.class)).hasSize(1);
  }

  @Test
  void a_limit_reads_no_more_than_it_needs() {
    PhysicalPlan plan = tasks(Query.from(LARGE).select("b", "a").limit(10, 5));
    PhysicalPlan.Scan scan = only(plan, PhysicalPlan.Scan.class);
    assertThat(scan.pushdowns().limit()).isEqualTo(OptionalLong.of(15));
    assertThat(scan.tasks()).hasSize(1);
    assertThat(scan.schema().names()).containsExactly("a", "b");
    assertThat(all(plan, PhysicalPlan.Limit.class)).hasSize(1);
    assertThat(plan.schema().names()).containsExactly("b", "a");
  }

  @Test
  void a_filter_is_handed_to_its_scan_unless_that_is_switched_off() {
    Query query = Query.from(LARGE).where(equal(LARGE.column("a"), number(1)), 0.01);
    assertThat(only(tasks(query), PhysicalPlan.Scan.class).pushdowns().filter())
        .contains(equal(LARGE.column("a"), number(1)));
    PhysicalPlan unaided = tasks(query, Settings.DEFAULTS.with("enable_pushdowns", "false"));
    assertThat(only(unaided, PhysicalPlan.Scan.class).pushdowns().filter()).isEmpty();
  }

  @Test
  void sorts_with_a_limit_keep_few_rows_per_task() {
    PhysicalPlan plan = tasks(Query.from(LARGE).top(10, "a"));
    assertThat(all(plan, PhysicalPlan.TopN.class)).hasSize(2);
    assertThat(all(plan, PhysicalPlan.Sort.class)).isEmpty();
    PhysicalPlan many = tasks(Query.from(LARGE).top(5_000_000, "a"));
    assertThat(all(many, PhysicalPlan.TopN.class)).isEmpty();
    assertThat(all(many, PhysicalPlan.Sort.class)).hasSize(1);
  }

  @Test
  void a_limit_above_a_sort_keeps_its_order() {
    Query sorted = Query.from(LARGE).orderBy("b").select("a", "b");
    PhysicalPlan plan = tasks(sorted.limit(3, 7));
    PhysicalPlan.TopN last = all(plan, PhysicalPlan.TopN.class).get(0);
    assertThat(last.offset()).isEqualTo(3);
    assertThat(last.limit()).isEqualTo(7);
    assertThat(all(plan, PhysicalPlan.Limit.class)).isEmpty();

    Query twice = Query.from(LARGE).top(9, "a").limit(4, 100);
    PhysicalPlan.TopN combined = all(tasks(twice), PhysicalPlan.TopN.class).get(0);
    assertThat(combined.offset()).isEqualTo(4);
    assertThat(combined.limit()).isEqualTo(5);
  }

  @ParameterizedTest(name = "{0} setting, {1} slots: {2} partitions")
  @CsvSource({"0, 4, 9", "0, 64, 64", "7, 4, 7", "1, 4, 1"})
  void partitions_follow_setting_size_and_slots(String setting, int slots, int partitions) {
    Settings settings =
        Settings.DEFAULTS
            .with("num_partitions", setting)
            .with("broadcast_join_size_bytes_threshold", "0");
    Query query = Query.from(LARGE).join(JoinType.INNER, Query.from(LARGE), "a", "b", 1e6);
    PhysicalPlan plan =
        PhysicalPlanner.plan(query.plan(), new PlanTarget(Deployment.TASKS, slots, settings));
    assertThat(all(plan, PhysicalPlan.Exchange.class))
        .extracting(exchange -> exchange.distribution().partitions())
        .containsOnly(partitions);
  }
}
