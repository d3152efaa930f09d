package org.weft.planner.sql.rewrite;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.JoinConditionType;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.util.SqlShuttle;

/**
 * Replaces what means the rows of a query, in its expressions and in sub-queries in them, which are
 * changed in place.
 */
abstract class OuterShuttle extends SqlShuttle {
  private final SubQueryAggregates meanings;
  private int depth;

  OuterShuttle(SubQueryAggregates meanings) {
    this.meanings = meanings;
  }

  /**
   * What a call becomes; null if it stays, and its operands are looked at.
   *
   * @param isInside true in a sub-query
   */
  abstract SqlNode replaced(SqlCall call, boolean isInside);

  /** What a column of the query becomes. */
  abstract SqlNode replaced(SqlIdentifier name);

  @Override
  public SqlNode visit(SqlIdentifier name) {
    return !name.isStar() && meanings.isOfQuery(name) ? replaced(name) : name;
  }

  @Override
  public SqlNode visit(SqlCall call) {
    if (call.getKind() == SqlKind.OVER) {
      return over(call);
    }
    SqlNode other = replaced(call, depth > 0);
    if (other != null) {
      return other;
    }
    if (call instanceof SqlSelect select) {
      depth++;
      meanings.enter(select);
      change(select);
      depth--;
      meanings.leave();
      return select;
    }
    return call.getKind() == SqlKind.AS ? aliased(call) : super.visit(call);
  }

  private void change(SqlSelect select) {
    if (select.getFrom() != null) {
      select.setFrom(from(select.getFrom()));
    }
    select.setSelectList((SqlNodeList) select.getSelectList().accept(this));
    select.setWhere(changed(select.getWhere()));
    select.setGroupBy((SqlNodeList) changed(select.getGroup()));
    select.setHaving(changed(select.getHaving()));
    select.setQualify(changed(select.getQualify()));
    select.setOrderBy((SqlNodeList) changed(select.getOrderList()));
    select.getWindowList().replaceAll(this::changed);
  }

  private SqlNode changed(SqlNode node) {
    return node == null ? null : node.accept(this);
  }

  /** Names of tables are no columns. */
  private SqlNode from(SqlNode table) {
    if (table instanceof SqlIdentifier) {
      return table;
    }
    if (table instanceof SqlJoin join) {
      join.setLeft(from(join.getLeft()));
      join.setRight(from(join.getRight()));
      if (join.getConditionType() == JoinConditionType.ON) {
        join.setOperand(5, join.getCondition().accept(this));
      }
      return join;
    }
    if (table.getKind() == SqlKind.AS) {
      SqlCall as = (SqlCall) table;
      as.setOperand(0, from(as.operand(0)));
      return as;
    }
    return table.accept(this);
  }

  /** Names of columns and tables are no columns. */
  private SqlNode aliased(SqlCall as) {
    List<SqlNode> operands = new ArrayList<>(as.getOperandList());
    operands.set(0, operands.get(0).accept(this));
    return as.getOperator().createCall(as.getParserPosition(), operands);
  }

  /** The function itself is the window's, its arguments are not. */
  private SqlNode over(SqlCall over) {
    SqlCall function = over.operand(0);
    SqlNode[] operands =
        function.getOperandList().stream()
            .map(operand -> operand == null ? null : operand.accept(this))
            .toArray(SqlNode[]::new);
    SqlNode changed =
        function
            .getOperator()
            .createCall(function.getFunctionQuantifier(), function.getParserPosition(), operands);
    SqlNode window = over.operand(1);
    return over.getOperator()
        .createCall(
            over.getParserPosition(),
            changed,
            window instanceof SqlIdentifier ? window : window.accept(this));
  }
}
