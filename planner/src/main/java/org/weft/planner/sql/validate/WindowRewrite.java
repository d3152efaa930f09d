package org.weft.planner.sql.validate;

import java.math.BigDecimal;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIntervalLiteral;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.SqlWindow;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;
import org.weft.planner.sql.parse.QueryText;

/** What is changed in window functions, and refused, before validation. */
final class WindowRewrite {
  private final QueryText text;

  WindowRewrite(QueryText text) {
    this.text = text;
  }

  /** A function with its window. FILTER goes into the function, where the validator takes it. */
  void over(SqlCall over) {
    SqlNode function = over.operand(0);
    if (function.getKind() == SqlKind.FILTER) {
      SqlCall filter = (SqlCall) function;
      over.setOperand(0, filtered(filter.operand(0), filter.operand(1)));
    }
  }

  private SqlNode filtered(SqlNode function, SqlNode condition) {
    if (function.getKind() == SqlKind.IGNORE_NULLS || function.getKind() == SqlKind.RESPECT_NULLS) {
      SqlCall treated = (SqlCall) function;
      treated.setOperand(0, filtered(treated.operand(0), condition));
      return treated;
    }
    SqlCall call = (SqlCall) function;
    String name = call.getOperator().getName();
    if (WindowOperators.isPlace(name)) {
      throw text.at(
          WeftException.of(ErrorCode.INVALID_QUERY, "FILTER is for aggregates, not for " + name),
          function);
    }
    SqlParserPos pos = call.getParserPosition();
    boolean isStar = call.operandCount() == 0 || isStar(call.operand(0));
    SqlNode argument = isStar ? SqlLiteral.createExactNumeric("1", pos) : call.operand(0);
    SqlNode taken = WindowOperators.TAKEN.createCall(pos, argument, condition);
    SqlNode[] operands =
        call.operandCount() == 0 ? new SqlNode[1] : call.getOperandList().toArray(new SqlNode[0]);
    operands[0] = taken;
    return call.getOperator().createCall(call.getFunctionQuantifier(), pos, operands);
  }

  private static boolean isStar(SqlNode node) {
    return node instanceof org.apache.calcite.sql.SqlIdentifier name && name.isStar();
  }

  /** A window's frame: distances are not negative. */
  void check(SqlWindow window) {
    check(window.getLowerBound());
    check(window.getUpperBound());
  }

  private void check(SqlNode bound) {
    if (bound instanceof SqlCall call && call.operandCount() == 1 && isNegative(call.operand(0))) {
      throw text.at(
          WeftException.of(
                  ErrorCode.INVALID_VALUE,
                  "the distance of a frame is negative: " + text.of(call.operand(0)))
              .hint("write the other of PRECEDING and FOLLOWING"),
          call.operand(0));
    }
  }

  private static boolean isNegative(SqlNode node) {
    if (node.getKind() == SqlKind.MINUS_PREFIX) {
      return ((SqlCall) node).operand(0) instanceof SqlLiteral;
    }
    if (node instanceof SqlIntervalLiteral interval) {
      SqlIntervalLiteral.IntervalValue value =
          interval.getValueAs(SqlIntervalLiteral.IntervalValue.class);
      return value.getSign() < 0 != value.getIntervalLiteral().strip().startsWith("-");
    }
    return node instanceof SqlNumericLiteral number
        && number.getValueAs(BigDecimal.class).signum() < 0;
  }
}
