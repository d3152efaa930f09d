package org.weft.planner.sql.rewrite;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/** Names for tables and columns that have none. */
final class TableNames {
  private TableNames() {}

  /** VALUES in FROM: its columns are called col0, col1 and so on. */
  static SqlNode of(SqlCall values) {
    return of(values, Trees.name("valueslist"));
  }

  static SqlNode of(SqlCall values, SqlIdentifier alias) {
    List<SqlNode> operands = new ArrayList<>(List.of(values, alias));
    int columns =
        values.operandCount() > 0 && values.operand(0) instanceof SqlCall row
            ? row.operandCount()
            : 0;
    for (int i = 0; i < columns; i++) {
      operands.add(Trees.name("col" + i));
    }
    return SqlStdOperatorTable.AS.createCall(values.getParserPosition(), operands);
  }

  /** What columns of a table are qualified with; null if it is a join or has no name. */
  static String of(SqlNode table) {
    if (table.getKind() == SqlKind.AS) {
      return ((SqlIdentifier) ((SqlCall) table).operand(1)).getSimple();
    }
    if (table instanceof SqlIdentifier name) {
      return name.names.get(name.names.size() - 1);
    }
    return null;
  }
}
