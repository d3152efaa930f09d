package org.weft.planner.sql.algebra;

import com.google.common.collect.ImmutableSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalJoin;

/**
 * Sub-queries in conditions of inner joins become those of a filter: there they may look at both
 * sides.
 */
final class JoinedSubQueries extends RelHomogeneousShuttle {
  private JoinedSubQueries() {}

  static RelNode lifted(RelNode tree) {
    return tree.accept(new JoinedSubQueries());
  }

  @Override
  public RelNode visit(RelNode node) {
    RelNode below = super.visit(node).accept(new InnerTrees(JoinedSubQueries::lifted));
    boolean isLifted =
        below instanceof Join join
            && join.getJoinType() == JoinRelType.INNER
            && SubQueries.isIn(join.getCondition());
    if (!isLifted) {
      return below;
    }
    Join join = (Join) below;
    RelNode product =
        LogicalJoin.create(
            join.getLeft(),
            join.getRight(),
            List.of(),
            join.getCluster().getRexBuilder().makeLiteral(true),
            Set.of(),
            JoinRelType.INNER);
    return LogicalFilter.create(
        product, join.getCondition(), ImmutableSet.copyOf(join.getVariablesSet()));
  }
}
