package org.weft.planner.sql.validate;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlHint;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * Hands the hints of a query, {@code /}{@code *+ BROADCAST(t) *}{@code /}, to the tables in FROM
 * that they name: a table stays hinted wherever the optimiser puts it. A hint is no order: one that
 * names nothing here is left alone.
 */
final class HintedTables {
  private final QueryTables tables;
  private final Set<String> namedQueries;
  private final Map<String, TableHint> hints = new HashMap<>();

  private HintedTables(QueryTables tables, Set<String> namedQueries) {
    this.tables = tables;
    this.namedQueries = namedQueries;
  }

  /**
   * Changes the tables of a query's FROM and takes its hints away.
   *
   * @param namedQueries the names in WITH, in lower case: these are no tables
   */
  static void apply(SqlSelect select, QueryTables tables, Set<String> namedQueries) {
    if (!select.hasHints()) {
      return;
    }
    HintedTables hinted = new HintedTables(tables, namedQueries);
    for (SqlNode node : select.getHints()) {
      SqlHint hint = (SqlHint) node;
      TableHint.of(hint.getName())
          .ifPresent(
              known -> hint.getOptionList().forEach(table -> hinted.hints.put(key(table), known)));
    }
    select.setHints(null);
    if (select.getFrom() != null && !hinted.hints.isEmpty()) {
      select.setFrom(hinted.from(select.getFrom()));
    }
  }

  private static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  private SqlNode from(SqlNode node) {
    if (node instanceof SqlJoin join) {
      join.setLeft(from(join.getLeft()));
      join.setRight(from(join.getRight()));
      return join;
    }
    if (node.getKind() == SqlKind.AS) {
      SqlBasicCall as = (SqlBasicCall) node;
      TableHint hint = hints.get(key(((SqlIdentifier) as.operand(1)).getSimple()));
      if (hint == null && as.operand(0) instanceof SqlIdentifier name && name.isSimple()) {
        hint = hints.get(key(name.getSimple()));
      }
      if (hint != null) {
        as.setOperand(0, hinted(as.operand(0), hint));
      }
      return as;
    }
    TableHint hint =
        node instanceof SqlIdentifier name && name.isSimple()
            ? hints.get(key(name.getSimple()))
            : null;
    if (hint == null || !isTable((SqlIdentifier) node)) {
      return node;
    }
    SqlIdentifier name = (SqlIdentifier) node;
    SqlParserPos pos = name.getParserPosition();
    return SqlStdOperatorTable.AS.createCall(
        pos, List.of(hinted(name, hint), new SqlIdentifier(name.getSimple(), SqlParserPos.ZERO)));
  }

  private boolean isTable(SqlIdentifier name) {
    return name.isSimple() && !namedQueries.contains(key(name.getSimple()));
  }

  /** What an alias stands for: a table, or a query of one table. */
  private SqlNode hinted(SqlNode node, TableHint hint) {
    if (node instanceof SqlIdentifier name && isTable(name)) {
      return new SqlIdentifier(tables.hinted(name.getSimple(), hint), name.getParserPosition());
    }
    if (node instanceof SqlSelect select && select.getFrom() != null) {
      SqlNode from = select.getFrom();
      if (from.getKind() == SqlKind.AS) {
        SqlBasicCall as = (SqlBasicCall) from;
        as.setOperand(0, hinted(as.operand(0), hint));
      } else if (from instanceof SqlIdentifier name && isTable(name)) {
        SqlIdentifier alias = new SqlIdentifier(name.getSimple(), SqlParserPos.ZERO);
        select.setFrom(
            SqlStdOperatorTable.AS.createCall(name.getParserPosition(), hinted(name, hint), alias));
      }
    }
    return node;
  }
}
