package org.weft.planner.sql.optimize;

import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;

/** {@code (a AND b) OR (a AND c)} becomes {@code a AND (b OR c)}: a may be a join's key. */
final class CommonFactors extends RelHomogeneousShuttle {
  private CommonFactors() {}

  static RelNode pull(RelNode tree) {
    return tree.accept(new CommonFactors());
  }

  @Override
  public RelNode visit(RelNode node) {
    RelNode below = super.visit(node);
    RexBuilder rex = below.getCluster().getRexBuilder();
    if (below instanceof Filter filter) {
      RexNode pulled = RexUtil.pullFactors(rex, filter.getCondition());
      return filter.copy(filter.getTraitSet(), filter.getInput(), pulled);
    }
    if (below instanceof Join join) {
      RexNode pulled = RexUtil.pullFactors(rex, join.getCondition());
      return join.copy(
          join.getTraitSet(),
          pulled,
          join.getLeft(),
          join.getRight(),
          join.getJoinType(),
          join.isSemiJoinDone());
    }
    return below;
  }
}
