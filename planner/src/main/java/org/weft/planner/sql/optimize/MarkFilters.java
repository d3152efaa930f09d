package org.weft.planner.sql.optimize;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.weft.planner.sql.algebra.MarkJoin;

/** Moves conditions that do not ask for the mark below mark joins. */
final class MarkFilters extends RelHomogeneousShuttle {
  private MarkFilters() {}

  /** The same tree with such conditions further down; itself if there are none. */
  static RelNode pushed(RelNode tree) {
    return tree.accept(new MarkFilters());
  }

  @Override
  public RelNode visit(RelNode node) {
    return super.visit(
        node instanceof Filter filter && filter.getInput() instanceof MarkJoin join
            ? pushed(filter, join)
            : node);
  }

  private static RelNode pushed(Filter filter, MarkJoin join) {
    int mark = join.getLeft().getRowType().getFieldCount();
    List<RexNode> below = new ArrayList<>();
    List<RexNode> above = new ArrayList<>();
    for (RexNode conjunct : RelOptUtil.conjunctions(filter.getCondition())) {
      (RelOptUtil.InputFinder.bits(conjunct).get(mark) ? above : below).add(conjunct);
    }
    if (below.isEmpty()) {
      return filter;
    }
    RelNode pushed =
        new MarkJoin(filtered(join.getLeft(), below), join.getRight(), join.condition());
    return above.isEmpty() ? pushed : filtered(pushed, above);
  }

  private static RelNode filtered(RelNode node, List<RexNode> conditions) {
    RexBuilder rex = node.getCluster().getRexBuilder();
    RexNode condition = RexUtil.composeConjunction(rex, conditions);
    return LogicalFilter.create(
        node, RexUtil.removeNullabilityCast(rex.getTypeFactory(), condition));
  }
}
