package org.weft.planner.sql.optimize;

import java.util.Optional;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.util.DateString;
import org.apache.calcite.util.TimestampString;
import org.weft.planner.sql.algebra.EveryExpression;

/**
 * {@code d <= DATE '1998-12-01' - INTERVAL '90' DAY} compares timestamps; as {@code d <= DATE
 * '1998-09-02'} its part of the rows can be guessed from the column's least and greatest date.
 */
final class DayComparisons {
  private static final long MILLIS_PER_DAY = 86_400_000L;

  private final RexBuilder rex;

  private DayComparisons(RexBuilder rex) {
    this.rex = rex;
  }

  /** The tree with constants of comparisons with dates made dates, where that is the same. */
  static RelNode simplify(RelNode tree) {
    DayComparisons comparisons = new DayComparisons(tree.getCluster().getRexBuilder());
    RexShuttle expressions =
        new RexShuttle() {
          @Override
          public RexNode visitCall(RexCall call) {
            RexNode visited = super.visitCall(call);
            return visited instanceof RexCall same ? comparisons.simplified(same) : visited;
          }
        };
    return EveryExpression.of(tree, expressions);
  }

  private RexNode simplified(RexCall call) {
    if (!call.isA(SqlKind.COMPARISON)) {
      return call;
    }
    RexNode left = call.getOperands().get(0);
    RexNode right = call.getOperands().get(1);
    if (isDay(left)) {
      return compared(call, call.getKind(), left, right).orElse(call);
    }
    return isDay(right) ? compared(call, call.getKind().reverse(), right, left).orElse(call) : call;
  }

  private static boolean isDay(RexNode node) {
    return node.isA(SqlKind.CAST)
        && node.getType().getSqlTypeName() == SqlTypeName.TIMESTAMP
        && date(node).getType().getSqlTypeName() == SqlTypeName.DATE;
  }

  private static RexNode date(RexNode cast) {
    return ((RexCall) cast).getOperands().get(0);
  }

  private Optional<RexNode> compared(RexCall call, SqlKind kind, RexNode day, RexNode moment) {
    Object value =
        ConstantEvaluator.evaluate(moment).map(ConstantEvaluator.Constant::value).orElse(null);
    if (!(value instanceof TimestampString time)) {
      return Optional.empty();
    }
    long millis = time.getMillisSinceEpoch();
    int days = Math.toIntExact(Math.floorDiv(millis, MILLIS_PER_DAY));
    boolean isMidnight = time.toString().endsWith("00:00:00");
    SqlOperator operator =
        isMidnight
            ? call.getKind() == kind ? call.getOperator() : mirrored(kind)
            : behindMidnight(kind);
    return operator == null
        ? Optional.empty()
        : Optional.of(
            rex.makeCall(
                operator, date(day), rex.makeDateLiteral(DateString.fromDaysSinceEpoch(days))));
  }

  /** The operator between a date and the start of the day that a moment lies in. */
  private static SqlOperator behindMidnight(SqlKind kind) {
    return switch (kind) {
      case LESS_THAN, LESS_THAN_OR_EQUAL -> SqlStdOperatorTable.LESS_THAN_OR_EQUAL;
      case GREATER_THAN, GREATER_THAN_OR_EQUAL -> SqlStdOperatorTable.GREATER_THAN;
      default -> null;
    };
  }

  private static SqlOperator mirrored(SqlKind kind) {
    return switch (kind) {
      case LESS_THAN -> SqlStdOperatorTable.LESS_THAN;
      case LESS_THAN_OR_EQUAL -> SqlStdOperatorTable.LESS_THAN_OR_EQUAL;
      case GREATER_THAN -> SqlStdOperatorTable.GREATER_THAN;
      case GREATER_THAN_OR_EQUAL -> SqlStdOperatorTable.GREATER_THAN_OR_EQUAL;
      default -> null;
    };
  }
}
