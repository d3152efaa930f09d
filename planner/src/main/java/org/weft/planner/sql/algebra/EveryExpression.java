package org.weft.planner.sql.algebra;

import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexShuttle;

/** Changes the expressions of a tree, wherever they are, but not inside of sub-queries. */
public final class EveryExpression {
  private EveryExpression() {}

  /** The tree with every expression as the shuttle makes it; itself if nothing changes. */
  public static RelNode of(RelNode tree, RexShuttle change) {
    return tree.accept(
        new RelHomogeneousShuttle() {
          @Override
          public RelNode visit(RelNode node) {
            return super.visit(node).accept(change);
          }
        });
  }
}
