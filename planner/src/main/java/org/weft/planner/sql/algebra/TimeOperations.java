package org.weft.planner.sql.algebra;

import java.util.Optional;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.util.DateString;
import org.weft.planner.sql.validate.TimeOperation;

/** Arithmetic with dates, times and intervals as calls of the functions that compute it. */
public final class TimeOperations {
  private TimeOperations() {}

  /** A time of day as that time of 1970-01-01. */
  public static RexNode onFirstDay(RexNode time, RexBuilder rex) {
    RexNode day = rex.makeDateLiteral(DateString.fromDaysSinceEpoch(0));
    return of(SqlParserPos.ZERO, SqlKind.PLUS, day, time, rex).orElseThrow();
  }

  /** The call; nothing if both sides are numbers. */
  public static Optional<RexNode> of(
      SqlParserPos pos, SqlKind kind, RexNode left, RexNode right, RexBuilder rex) {
    return TimeOperation.of(kind, left.getType(), right.getType())
        .map(
            operation ->
                switch (operation.order()) {
                  case AS_WRITTEN -> rex.makeCall(pos, operation.operator(), left, right);
                  case SWAPPED -> rex.makeCall(pos, operation.operator(), right, left);
                  case RIGHT_NEGATED ->
                      rex.makeCall(
                          pos,
                          operation.operator(),
                          left,
                          rex.makeCall(pos, SqlStdOperatorTable.UNARY_MINUS, right));
                });
  }
}
