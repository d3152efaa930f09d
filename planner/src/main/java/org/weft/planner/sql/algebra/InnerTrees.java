package org.weft.planner.sql.algebra;

import java.util.function.UnaryOperator;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;

/** Does to the trees inside sub-queries what is done to the tree around them. */
class InnerTrees extends RexShuttle {
  private final UnaryOperator<RelNode> change;

  InnerTrees(UnaryOperator<RelNode> change) {
    this.change = change;
  }

  @Override
  public RexNode visitSubQuery(RexSubQuery subQuery) {
    return changed(subQuery);
  }

  /** The sub-query with its operands and its tree changed; itself if nothing changes. */
  final RexSubQuery changed(RexSubQuery subQuery) {
    RexSubQuery operands = (RexSubQuery) super.visitSubQuery(subQuery);
    RelNode inside = change.apply(operands.rel);
    return inside == operands.rel ? operands : operands.clone(inside);
  }
}
