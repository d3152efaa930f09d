package org.weft.planner.sql.rewrite;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.weft.planner.error.WeftException;
import org.weft.planner.sql.ListedColumn;
import org.weft.planner.sql.parse.ListedTable;

/** DESCRIBE and SHOW TABLES in FROM: their rows as VALUES. */
final class ListedTables {
  private final DialectRewrite rewrite;
  private final Scope scope;

  ListedTables(DialectRewrite rewrite, Scope scope) {
    this.rewrite = rewrite;
    this.scope = scope;
  }

  /** The rows, as a query. */
  SqlNode rewritten(ListedTable listed) {
    SqlParserPos pos = listed.getParserPosition();
    if (listed.operandCount() == 0) {
      return rows(List.of("name", "kind"), rewrite.relations().listedTables(), pos);
    }
    List<List<String>> rows =
        columns(listed.operand(0)).stream().map(ListedColumn::description).toList();
    return rows(ListedColumn.DESCRIPTION, rows, pos);
  }

  private List<ListedColumn> columns(SqlNode described) {
    boolean isTable = described instanceof SqlIdentifier name && scope.spelled(name).isEmpty();
    if (isTable) {
      SqlIdentifier name = (SqlIdentifier) described;
      try {
        return rewrite
            .relations()
            .description(name.names)
            .orElseThrow(() -> rewrite.relations().tableNotFound(name.names));
      } catch (WeftException e) {
        throw e.position().isPresent() ? e : rewrite.text().at(e, name);
      }
    }
    SqlNode query =
        described instanceof SqlIdentifier
            ? Trees.select(described.getParserPosition(), List.of(Trees.star()), described)
            : described;
    return rewrite.relations().description(scope.alone(rewrite.rewritten(query, scope)));
  }

  private static SqlNode rows(List<String> columns, List<List<String>> rows, SqlParserPos pos) {
    List<SqlNode> items = new ArrayList<>();
    List<SqlNode> alias = new ArrayList<>();
    List<String> nothing = new ArrayList<>();
    for (String column : columns) {
      items.add(Trees.as(Trees.textOf(Trees.name(column)), column));
      alias.add(Trees.name(column));
      nothing.add(null);
    }
    List<SqlNode> written = new ArrayList<>();
    for (List<String> row : rows.isEmpty() ? List.of(nothing) : rows) {
      List<SqlNode> cells = new ArrayList<>();
      row.forEach(cell -> cells.add(cell == null ? Trees.nothing() : Trees.text(cell)));
      written.add(SqlStdOperatorTable.ROW.createCall(pos, cells));
    }
    List<SqlNode> values = new ArrayList<>();
    values.add(SqlStdOperatorTable.VALUES.createCall(pos, written));
    values.add(Trees.name("$listed"));
    values.addAll(alias);
    SqlSelect select = Trees.select(pos, items, SqlStdOperatorTable.AS.createCall(pos, values));
    if (rows.isEmpty()) {
      select.setWhere(SqlLiteral.createBoolean(false, pos));
    }
    return select;
  }
}
