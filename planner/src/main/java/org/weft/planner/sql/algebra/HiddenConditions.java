package org.weft.planner.sql.algebra;

import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;

/**
 * Conditions of left, right and anti joins, hidden from Calcite's decorrelation: it takes a column
 * that such a condition compares for one that is never null, also on the side whose rows stay
 * whatever the condition says, and then loses the rows where it is.
 */
final class HiddenConditions {
  private static final SqlOperator HIDDEN =
      new SqlFunction(
          "HIDDEN_CONDITION",
          SqlKind.OTHER_FUNCTION,
          ReturnTypes.ARG0,
          null,
          OperandTypes.ANY,
          SqlFunctionCategory.SYSTEM);

  private HiddenConditions() {}

  static RelNode hide(RelNode tree) {
    return tree.accept(
        new RelHomogeneousShuttle() {
          @Override
          public RelNode visit(RelNode node) {
            RelNode below = super.visit(node);
            return below instanceof Join join && keepsUnmatched(join.getJoinType())
                ? with(join, hidden(join))
                : below;
          }
        });
  }

  private static boolean keepsUnmatched(JoinRelType type) {
    return type == JoinRelType.LEFT || type == JoinRelType.RIGHT || type == JoinRelType.ANTI;
  }

  private static RexNode hidden(Join join) {
    RexNode condition = join.getCondition();
    return condition.isAlwaysTrue() || condition.isAlwaysFalse()
        ? condition
        : join.getCluster().getRexBuilder().makeCall(HIDDEN, condition);
  }

  /** The tree with its conditions as they were, wherever they are now. */
  static RelNode show(RelNode tree) {
    RexBuilder rex = tree.getCluster().getRexBuilder();
    RexShuttle shown =
        new RexShuttle() {
          @Override
          public RexNode visitCall(RexCall call) {
            if (call.getOperator() == HIDDEN) {
              return call.getOperands().get(0).accept(this);
            }
            RexNode visited = super.visitCall(call);
            return visited == call ? call : RexUtil.flatten(rex, visited);
          }
        };
    return EveryExpression.of(tree, shown);
  }

  private static Join with(Join join, RexNode condition) {
    return join.copy(
        join.getTraitSet(),
        condition,
        join.getLeft(),
        join.getRight(),
        join.getJoinType(),
        join.isSemiJoinDone());
  }
}
