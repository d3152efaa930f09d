package org.weft.planner.sql.parse;

import java.math.BigDecimal;
import java.util.function.BiFunction;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.SqlWindow;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * Carries GROUPS frames through a grammar that knows ROWS and RANGE: they go as ROWS with offsets
 * that no other frame can have.
 */
public final class GroupsFrames {
  /** Above every offset that is allowed, below 2^63. */
  private static final BigDecimal MARK = BigDecimal.valueOf(1L << 62);

  private GroupsFrames() {}

  /** Numbers of rows above this are as good as this. */
  private static final BigDecimal MOST_ROWS = BigDecimal.valueOf(1L << 60);

  /** The offset of ROWS that stands for this one of GROUPS. */
  static SqlNode marked(SqlNode offset) {
    SqlParserPos pos = offset.getParserPosition();
    if (offset instanceof SqlNumericLiteral number) {
      return literal(capped(number.bigDecimalValue()).add(MARK), pos);
    }
    return offset.getKind() == SqlKind.MINUS_PREFIX
        ? offset // refused as it is
        : SqlStdOperatorTable.PLUS.createCall(pos, offset, literal(MARK, pos));
  }

  /** An offset of ROWS that does not look like one of GROUPS. */
  static SqlNode unmarked(SqlNode offset) {
    boolean isLarge =
        offset instanceof SqlNumericLiteral number
            && number.bigDecimalValue().compareTo(MOST_ROWS) > 0;
    return isLarge ? literal(MOST_ROWS, offset.getParserPosition()) : offset;
  }

  /** The current row's peers as no groups away from them; other bounds as they are. */
  static SqlNode peers(SqlNode bound, BiFunction<SqlNode, SqlParserPos, SqlNode> away) {
    SqlParserPos pos = bound.getParserPosition();
    return SqlWindow.isCurrentRow(bound) ? away.apply(literal(MARK, pos), pos) : bound;
  }

  private static BigDecimal capped(BigDecimal offset) {
    return offset.min(MOST_ROWS);
  }

  private static SqlNode literal(BigDecimal number, SqlParserPos pos) {
    return SqlLiteral.createExactNumeric(number.toPlainString(), pos);
  }

  /** True if an offset of ROWS stands for one of GROUPS. */
  public static boolean isMarked(RexNode offset) {
    return offset instanceof RexLiteral literal
        ? !literal.isNull() && isMarked(literal.getValueAs(BigDecimal.class))
        : isSum(offset);
  }

  private static boolean isMarked(BigDecimal offset) {
    return offset.compareTo(MOST_ROWS) > 0;
  }

  private static boolean isSum(RexNode offset) {
    return offset.isA(SqlKind.PLUS)
        && ((RexCall) offset).getOperands().get(1) instanceof RexLiteral mark
        && !mark.isNull()
        && isMarked(mark.getValueAs(BigDecimal.class));
  }

  /** The offset of GROUPS that one of ROWS stands for; others as they are. */
  public static RexNode unmarked(RexNode offset, RexBuilder rex) {
    if (!isMarked(offset)) {
      return offset;
    }
    return offset instanceof RexLiteral literal
        ? rex.makeExactLiteral(literal.getValueAs(BigDecimal.class).subtract(MARK))
        : ((RexCall) offset).getOperands().get(0);
  }
}
