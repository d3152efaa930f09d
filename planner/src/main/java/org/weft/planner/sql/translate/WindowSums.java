package org.weft.planner.sql.translate;

import java.util.List;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/**
 * Puts sums over windows together again: the algebra has CASE WHEN COUNT(x) OVER w > 0 THEN
 * $SUM0(x) OVER w END for SUM(x) OVER w.
 */
final class WindowSums extends RexShuttle {
  private final RexBuilder rexBuilder;

  private WindowSums(RexBuilder rexBuilder) {
    this.rexBuilder = rexBuilder;
  }

  static List<RexNode> fold(List<RexNode> expressions, RexBuilder rexBuilder) {
    return new WindowSums(rexBuilder).apply(expressions);
  }

  @Override
  public RexNode visitCall(RexCall call) {
    if (call.isA(SqlKind.CASE)
        && call.getOperands().size() == 3
        && RexLiteral.isNullLiteral(call.getOperands().get(2))
        && sum(call.getOperands().get(1)) instanceof RexOver sum
        && counts(call.getOperands().get(0), sum)) {
      RexNode folded =
          rexBuilder.makeOver(
              sum.getParserPosition(),
              rexBuilder.getTypeFactory().createTypeWithNullability(sum.getType(), true),
              SqlStdOperatorTable.SUM,
              sum.getOperands(),
              sum.getWindow().partitionKeys,
              sum.getWindow().orderKeys,
              sum.getWindow().getLowerBound(),
              sum.getWindow().getUpperBound(),
              sum.getWindow().getExclude(),
              sum.getWindow().isRows(),
              true,
              false,
              sum.isDistinct(),
              sum.ignoreNulls());
      return rexBuilder.ensureType(call.getType(), folded, true);
    }
    return super.visitCall(call);
  }

  /** The sum that is never null, below casts that only say so. */
  private static RexNode sum(RexNode node) {
    RexNode sum = node;
    while (sum.isA(SqlKind.CAST)) {
      sum = ((RexCall) sum).getOperands().get(0);
    }
    return sum instanceof RexOver over && over.getAggOperator().getKind() == SqlKind.SUM0
        ? over
        : null;
  }

  /** True for {@code COUNT(x) OVER w > 0} of the sum's x and w. */
  private static boolean counts(RexNode condition, RexOver sum) {
    return (condition.isA(SqlKind.GREATER_THAN) || condition.isA(SqlKind.NOT_EQUALS))
        && ((RexCall) condition).getOperands().get(0) instanceof RexOver count
        && count.getAggOperator().getKind() == SqlKind.COUNT
        && count.getWindow().equals(sum.getWindow())
        && count.isDistinct() == sum.isDistinct()
        && (count.getOperands().isEmpty() || count.getOperands().equals(sum.getOperands()))
        && ((RexCall) condition).getOperands().get(1) instanceof RexLiteral zero
        && zero.getValueAs(java.math.BigDecimal.class).signum() == 0;
  }
}
