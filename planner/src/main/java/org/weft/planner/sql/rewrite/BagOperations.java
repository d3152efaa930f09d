package org.weft.planner.sql.rewrite;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/**
 * EXCEPT ALL and INTERSECT ALL: with equal rows numbered on both sides, a row of the result is one
 * whose number the other side has not, or has too; so the operation on sets gives it.
 */
final class BagOperations {
  private static final String NUMBER = "$number";

  private final DialectRewrite rewrite;
  private final Scope scope;

  BagOperations(DialectRewrite rewrite, Scope scope) {
    this.rewrite = rewrite;
    this.scope = scope;
  }

  static boolean isOne(SqlCall call) {
    return call.getOperator() == SqlStdOperatorTable.EXCEPT_ALL
        || call.getOperator() == SqlStdOperatorTable.INTERSECT_ALL;
  }

  SqlNode rewritten(SqlCall call) {
    List<String> columns = rewrite.columns(call.operand(0), scope);
    if (rewrite.columns(call.operand(1), scope).size() != columns.size()) {
      return call; // validation says so
    }
    SqlOperator onSets =
        call.getOperator() == SqlStdOperatorTable.EXCEPT_ALL
            ? SqlStdOperatorTable.EXCEPT
            : SqlStdOperatorTable.INTERSECT;
    SqlNode numbered =
        onSets.createCall(
            call.getParserPosition(),
            numbered(call.operand(0), columns.size()),
            numbered(call.operand(1), columns.size()));
    List<SqlNode> operands = new ArrayList<>(List.of(numbered, Trees.name("$rows")));
    operands.addAll(hiddenNames(columns.size()));
    operands.add(Trees.name(NUMBER));
    SqlNode rows = SqlStdOperatorTable.AS.createCall(call.getParserPosition(), operands);
    List<SqlNode> items = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      items.add(Trees.as(Trees.name(hidden(i)), columns.get(i)));
    }
    return Trees.select(call.getParserPosition(), items, rows);
  }

  private static String hidden(int column) {
    return "$" + column;
  }

  private static List<SqlNode> hiddenNames(int columns) {
    List<SqlNode> names = new ArrayList<>();
    for (int i = 0; i < columns; i++) {
      names.add(Trees.name(hidden(i)));
    }
    return names;
  }

  /** The query's rows with a number among those that are equal. */
  private static SqlNode numbered(SqlNode query, int columns) {
    List<SqlNode> operands = new ArrayList<>(List.of(query, Trees.name("$side")));
    operands.addAll(hiddenNames(columns));
    SqlNode side = SqlStdOperatorTable.AS.createCall(query.getParserPosition(), operands);
    List<SqlNode> items = new ArrayList<>(hiddenNames(columns));
    SqlNode number =
        Trees.over(Trees.call("row_number"), Trees.list(hiddenNames(columns)), SqlNodeList.EMPTY);
    items.add(Trees.as(number, NUMBER));
    return Trees.select(query.getParserPosition(), items, side);
  }
}
