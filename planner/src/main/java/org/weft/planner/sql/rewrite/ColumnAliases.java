package org.weft.planner.sql.rewrite;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWith;
import org.apache.calcite.sql.SqlWithItem;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/**
 * Names for the first columns only, as in {@code FROM t AS u(a)}: the others keep theirs. Calcite
 * wants a name for each.
 */
final class ColumnAliases {
  private static final int UNKNOWN = -1;

  private final DialectRewrite rewrite;
  private final Scope scope;

  ColumnAliases(DialectRewrite rewrite, Scope scope) {
    this.rewrite = rewrite;
    this.scope = scope;
  }

  /** A table of FROM with its name and perhaps names of columns. */
  SqlCall completed(SqlCall as) {
    int names = as.operandCount() - 2;
    SqlNode table = as.operand(0);
    if (names == 0 || table.getKind() == SqlKind.LATERAL || !isPartOf(names, table)) {
      return as;
    }
    List<SqlNode> operands = new ArrayList<>(as.getOperandList());
    operands.addAll(rest(table, names));
    return SqlStdOperatorTable.AS.createCall(as.getParserPosition(), operands);
  }

  /** A query of WITH with names for all its columns, if it has some. */
  void complete(SqlWithItem item) {
    if (item.columnList != null && isPartOf(item.columnList.size(), item.query)) {
      List<SqlNode> names = new ArrayList<>(item.columnList.getList());
      names.addAll(rest(item.query, names.size()));
      item.columnList = new SqlNodeList(names, item.columnList.getParserPosition());
    }
  }

  private boolean isPartOf(int names, SqlNode table) {
    int columns = count(table);
    return columns == UNKNOWN || columns > names;
  }

  private List<SqlNode> rest(SqlNode table, int names) {
    List<String> columns = columns(table);
    List<SqlNode> rest = new ArrayList<>();
    for (String column : columns.subList(Math.min(names, columns.size()), columns.size())) {
      rest.add(Trees.name(column));
    }
    return rest;
  }

  private List<String> columns(SqlNode table) {
    if (table.getKind() == SqlKind.VALUES) {
      List<String> columns = new ArrayList<>();
      for (int i = 0; i < count(table); i++) {
        columns.add("col" + i);
      }
      return columns;
    }
    SqlNode query =
        !table.isA(SqlKind.QUERY)
            ? Trees.select(table.getParserPosition(), List.of(Trees.star()), Trees.copy(table))
            : table;
    return rewrite.columns(query, scope);
  }

  /** How many columns there are, if that is written. */
  private static int count(SqlNode table) {
    if (table instanceof SqlSelect select) {
      return SelectItems.hasStar(select) ? UNKNOWN : select.getSelectList().size();
    }
    if (table instanceof SqlOrderBy order) {
      return count(order.query);
    }
    if (table instanceof SqlWith with) {
      return count(with.body);
    }
    return switch (table.getKind()) {
      case VALUES ->
          ((SqlCall) table).operandCount() > 0
                  && ((SqlCall) table).operand(0) instanceof SqlCall row
              ? row.operandCount()
              : UNKNOWN;
      case UNION, INTERSECT, EXCEPT -> count(((SqlCall) table).operand(0));
      default -> UNKNOWN;
    };
  }
}
