package org.weft.planner.sql.optimize;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.plan.RelOptRule;
import org.apache.calcite.plan.RelOptRuleCall;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.util.ImmutableBitSet;
import org.weft.planner.sql.algebra.Unnest;

/** What a filter says of the rows themselves is said before their lists become rows. */
final class FilterUnnestRule extends RelOptRule {
  FilterUnnestRule() {
    super(operand(Filter.class, operand(Unnest.class, any())), "FilterUnnestRule");
  }

  @Override
  public void onMatch(RelOptRuleCall call) {
    Filter filter = call.rel(0);
    Unnest unnest = call.rel(1);
    ImmutableBitSet inputColumns =
        ImmutableBitSet.range(unnest.getInput().getRowType().getFieldCount());
    List<RexNode> below = new ArrayList<>();
    List<RexNode> above = new ArrayList<>();
    for (RexNode conjunct : RelOptUtil.conjunctions(filter.getCondition())) {
      boolean moves = inputColumns.contains(RelOptUtil.InputFinder.bits(conjunct));
      (moves ? below : above).add(conjunct);
    }
    if (below.isEmpty()) {
      return;
    }
    RexBuilder rex = filter.getCluster().getRexBuilder();
    RelNode input = LogicalFilter.create(unnest.getInput(), RexUtil.composeConjunction(rex, below));
    RelNode moved = unnest.over(input);
    call.transformTo(
        above.isEmpty()
            ? moved
            : LogicalFilter.create(moved, RexUtil.composeConjunction(rex, above)));
  }
}
