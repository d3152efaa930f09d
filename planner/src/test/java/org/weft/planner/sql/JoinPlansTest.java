package org.weft.planner.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.weft.planner.logical.JoinHint;
import org.weft.planner.logical.JoinType;
import org.weft.planner.logical.LogicalPlan;
import org.weft.planner.physical.HashJoinType;
import org.weft.planner.physical.PhysicalPlan;
import org.weft.planner.physical.PhysicalPlan.HashJoin.JoinDistribution;
import org.weft.planner.physical.PhysicalPlan.HashJoin.NullKeys;
import org.weft.planner.physical.PhysicalPlanner;
import org.weft.planner.physical.PlanTarget;
import org.weft.planner.physical.SplitTables;
import org.weft.planner.setting.Settings;

/** What becomes of joins, sub-queries and hints. */
class JoinPlansTest {
  private final TpchTables tables = new TpchTables();

  private LogicalPlan plan(String text) {
    return new SqlPlanner(new SplitTables(tables, 20_000))
        .plan(Statement.Query.of(text), tables.catalog(), Settings.DEFAULTS)
        .plan();
  }

  private List<LogicalPlan.Join> joins(String text) {
    List<LogicalPlan.Join> joins = new ArrayList<>();
    collect(plan(text), joins);
    return joins;
  }

  private static void collect(LogicalPlan plan, List<LogicalPlan.Join> joins) {
    if (plan instanceof LogicalPlan.Join join) {
      joins.add(join);
    }
    plan.inputs().forEach(input -> collect(input, joins));
  }

  private List<PhysicalPlan> physical(String text) {
    Settings settings = Settings.DEFAULTS.with("scan_tasks_min_size_bytes", "1");
    PlanTarget target = new PlanTarget(PlanTarget.Deployment.TASKS, 8, settings);
    List<PhysicalPlan> found = new ArrayList<>();
    collect(PhysicalPlanner.plan(plan(text), target), found);
    return found;
  }

  private static void collect(PhysicalPlan plan, List<PhysicalPlan> found) {
    if (plan instanceof PhysicalPlan.HashJoin || plan instanceof PhysicalPlan.MergeJoin) {
      found.add(plan);
    }
    plan.inputs().forEach(input -> collect(input, found));
  }

  @Test
  void exists_under_or_is_a_mark_join() {
    assertThat(
            joins(
                "select * from orders where o_custkey < 5 or exists"
                    + " (select 1 from lineitem where l_orderkey = o_orderkey)"))
        .extracting(LogicalPlan.Join::type)
        .containsExactly(JoinType.MARK);
  }

  @Test
  void not_in_with_nulls_is_one_hash_join_whose_build_side_every_task_has() {
    List<PhysicalPlan> found =
        physical(
            "select * from orders where nullif(o_custkey, 1) not in (select c_custkey from"
                + " customer)");
    assertThat(found).hasSize(1);
    PhysicalPlan.HashJoin join = (PhysicalPlan.HashJoin) found.get(0);
    assertThat(join.type()).isEqualTo(HashJoinType.PROBE_ANTI);
    assertThat(join.nullKeys()).isEqualTo(NullKeys.MATCH_EVERYTHING);
    assertThat(join.residual()).isEmpty();
    assertThat(join.distribution()).isEqualTo(JoinDistribution.BROADCAST);
  }

  @Test
  void keys_that_match_nulls_and_keys_that_do_not_are_looked_up_together() {
    String pairs =
        "select * from (select nullif(o_custkey, 1) a, nullif(o_orderkey, 2) b from orders)"
            + " semi join (select nullif(c_custkey, 3) c, nullif(c_nationkey, 4) d from customer)"
            + " on a = c and b is not distinct from d";
    PhysicalPlan.HashJoin join = (PhysicalPlan.HashJoin) physical(pairs).get(0);
    assertThat(join.probeKeys()).hasSize(2);
    assertThat(join.nullKeys()).isEqualTo(NullKeys.MATCH_EACH_OTHER);
    assertThat(join.residual().orElseThrow().toString()).containsIgnoringCase("is_not_null");
  }

  @Test
  void a_key_that_has_no_nulls_matches_in_either_way() {
    String pairs =
        "select * from (select o_custkey a, o_orderkey b from orders)"
            + " semi join (select coalesce(nullif(c_custkey, 3), 0) c,"
            + " coalesce(nullif(c_nationkey, 3), 0) d from customer)"
            + " on a = c and b is not distinct from d";
    PhysicalPlan.HashJoin join = (PhysicalPlan.HashJoin) physical(pairs).get(0);
    assertThat(join.probeKeys()).hasSize(2);
    assertThat(join.nullKeys()).isEqualTo(NullKeys.MATCH_NOTHING);
    assertThat(join.residual()).isEmpty();
  }

  @Test
  void rows_without_a_match_are_not_taken_for_none() {
    LogicalPlan.Join join =
        joins(
                "select count(*) from (select o_custkey from orders left join lineitem on"
                    + " l_orderkey = o_orderkey where l_orderkey is null) join customer on"
                    + " c_custkey = o_custkey")
            .get(0);
    assertThat(join.estimate().rows()).isGreaterThan(1000);
  }

  @Test
  void hints_reach_the_join_of_their_table() {
    String query = " count(*) from lineitem l, orders o where l_orderkey = o_orderkey";
    assertThat(joins("select" + query))
        .extracting(LogicalPlan.Join::hint)
        .containsExactly(JoinHint.NONE);
    assertThat(joins("select /*+ MERGE(o) */" + query))
        .extracting(LogicalPlan.Join::hint)
        .containsExactly(JoinHint.MERGE);
    assertThat(joins("select /*+ shuffle_hash(orders) */" + query))
        .extracting(LogicalPlan.Join::hint)
        .containsExactly(JoinHint.HASH);
    assertThat(joins("select /*+ BROADCAST(o) */" + query).get(0).hint())
        .isIn(JoinHint.BROADCAST_LEFT, JoinHint.BROADCAST_RIGHT);
  }

  @Test
  void hints_are_followed() {
    String query = " count(*) from lineitem l join orders o on l_orderkey = o_orderkey";
    PhysicalPlan hashed = physical("select" + query).get(0);
    assertThat(((PhysicalPlan.HashJoin) hashed).distribution())
        .isEqualTo(JoinDistribution.PARTITIONED);
    PhysicalPlan broadcast = physical("select /*+ BROADCAST(o) */" + query).get(0);
    assertThat(((PhysicalPlan.HashJoin) broadcast).distribution())
        .isEqualTo(JoinDistribution.BROADCAST);
    assertThat(physical("select /*+ MERGE(o) */" + query).get(0))
        .isInstanceOf(PhysicalPlan.MergeJoin.class);
  }

  @Test
  void an_as_of_join_says_both_conditions_in_on_or_apart() {
    String apart =
        "select count(*) from orders asof join lineitem match_condition (o_orderdate >= l_shipdate)"
            + " on o_orderkey = l_orderkey";
    String together =
        "select count(*) from orders asof join lineitem"
            + " on o_orderkey = l_orderkey and o_orderdate >= l_shipdate";
    assertThat(PlanText.of(plan(apart))).isEqualTo(PlanText.of(plan(together)));
    assertThat(joins(apart).get(0).nearest()).isPresent();
    assertThat(physical(apart).get(0)).isInstanceOf(PhysicalPlan.MergeJoin.class);
  }

  /** Orders with their customers and nations, each such three joined to the next by order. */
  private static String manyRelations(int threes) {
    StringBuilder from = new StringBuilder("select count(*) from ");
    StringBuilder where = new StringBuilder(" where true");
    for (int i = 0; i < threes; i++) {
      // the large tables stand first, so that the order of the text is a bad one
      from.append(i == 0 ? "" : ", ").append("orders o").append(i);
      where.append(" and o" + i + ".o_custkey = c" + i + ".c_custkey");
      where.append(i == 0 ? "" : " and o" + i + ".o_orderkey = o" + (i - 1) + ".o_orderkey");
    }
    for (int i = 0; i < threes; i++) {
      from.append(", customer c").append(i);
      where.append(" and c" + i + ".c_nationkey = n" + i + ".n_nationkey");
    }
    for (int i = 0; i < threes; i++) {
      from.append(", nation n").append(i);
    }
    return from.append(where).append(" and n0.n_nationkey = 3").toString();
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 5, 7, 12, 20})
  void many_relations_are_joined_along_their_conditions(int threes) {
    List<LogicalPlan.Join> joins = joins(manyRelations(threes));
    assertThat(joins).hasSize(3 * threes - 1);
    // one nation's orders, whatever they are joined with
    double most = 1_500_000 / 25 * 1.5;
    for (LogicalPlan.Join join : joins) {
      assertThat(join.estimate().rows()).as(join.condition().toString()).isLessThan(most);
    }
  }
}
