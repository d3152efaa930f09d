package org.weft.planner.sql.optimize;

import java.util.HashSet;
import java.util.Set;
import org.apache.calcite.plan.RelOptPredicateList;
import org.apache.calcite.plan.RelOptRuleCall;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.rules.JoinPushTransitivePredicatesRule;
import org.apache.calcite.rex.RexNode;

/**
 * Tells a side of a join what follows from the other one. Calcite's rule does so too, but again and
 * again without end where nothing is left of it, as of {@code IS NOT NULL} of a column that never
 * is, or where it is simplified to what the side has been told before: this one stops there.
 */
final class TransitiveFilters extends JoinPushTransitivePredicatesRule {
  TransitiveFilters() {
    super(Config.DEFAULT);
  }

  @Override
  public void onMatch(RelOptRuleCall call) {
    Join join = call.rel(0);
    RelOptPredicateList known = call.getMetadataQuery().getPulledUpPredicates(join);
    // an anti join keeps the rows that do not meet its condition: Calcite infers from it all the
    // same
    RelNode left =
        join.getJoinType() == JoinRelType.ANTI
            ? join.getLeft()
            : filtered(call, join.getLeft(), known.leftInferredPredicates);
    RelNode right = filtered(call, join.getRight(), known.rightInferredPredicates);
    if (left == join.getLeft() && right == join.getRight()) {
      return;
    }
    RelNode told =
        join.copy(
            join.getTraitSet(),
            join.getCondition(),
            left,
            right,
            join.getJoinType(),
            join.isSemiJoinDone());
    call.getPlanner().onCopy(join, told);
    call.transformTo(told);
  }

  private static RelNode filtered(RelOptRuleCall call, RelNode side, Iterable<RexNode> inferred) {
    RelNode filtered = call.builder().push(side).filter(inferred).build();
    boolean saysMore =
        filtered != side
            && !(filtered instanceof Filter filter
                && conjuncts(side).containsAll(RelOptUtil.conjunctions(filter.getCondition())));
    if (!saysMore) {
      return side;
    }
    call.getPlanner().onCopy(side, filtered);
    return filtered;
  }

  /** What the filters on top of a side say. */
  private static Set<RexNode> conjuncts(RelNode side) {
    Set<RexNode> conjuncts = new HashSet<>();
    RelNode node = side.stripped();
    while (node instanceof Filter filter) {
      conjuncts.addAll(RelOptUtil.conjunctions(filter.getCondition()));
      node = filter.getInput().stripped();
    }
    return conjuncts;
  }
}
