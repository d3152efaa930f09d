package org.weft.planner.sql.validate;

import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSpecialOperator;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorScope;

/**
 * A mark around a column of an outer query in a query with aggregates: it is a constant there, but
 * Calcite asks that it be grouped. What an aggregator is applied to needs not be; so it passes for
 * one while the query is validated, and is gone before it becomes algebra.
 */
final class OuterColumn extends SqlSpecialOperator {
  private static final OuterColumn MARK = new OuterColumn();

  private OuterColumn() {
    super("OUTER COLUMN", SqlKind.OTHER);
  }

  static SqlNode mark(SqlNode column) {
    return MARK.createCall(column.getParserPosition(), column);
  }

  @Override
  public boolean isAggregator() {
    return true;
  }

  @Override
  public RelDataType deriveType(SqlValidator validator, SqlValidatorScope scope, SqlCall call) {
    return validator.deriveType(scope, call.operand(0));
  }

  /** Takes the marks out, in place. */
  static void unmark(SqlNode tree) {
    tree.accept(
        new SqlBasicVisitor<Void>() {
          @Override
          public Void visit(SqlCall call) {
            for (int i = 0; i < call.operandCount(); i++) {
              SqlNode operand = call.operand(i);
              if (operand instanceof SqlCall inner && inner.getOperator() == MARK) {
                call.setOperand(i, inner.operand(0));
              }
            }
            return super.visit(call);
          }

          @Override
          public Void visit(org.apache.calcite.sql.SqlNodeList list) {
            for (int i = 0; i < list.size(); i++) {
              if (list.get(i) instanceof SqlCall inner && inner.getOperator() == MARK) {
                list.set(i, inner.operand(0));
              }
            }
            return super.visit(list);
          }
        });
  }

  /** The place of a mark is its column's. */
  @Override
  public SqlCall createCall(
      org.apache.calcite.sql.SqlLiteral quantifier, SqlParserPos pos, SqlNode... operands) {
    return super.createCall(quantifier, operands[0].getParserPosition(), operands);
  }
}
