package org.weft.planner.sql.rewrite;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.fun.SqlCase;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.sql.parse.DialectOperators;
import org.weft.planner.sql.parse.UnpivotTable;

/**
 * UNPIVOT as a join with the numbers of the columns: {@code SELECT z, CASE n WHEN 1 THEN 'a' … END
 * AS name, CASE n WHEN 1 THEN a … END AS value FROM t, (VALUES (1), …) AS g(n)}.
 */
final class UnpivotRewrite {
  private static final String NUMBER = "$number";

  private final DialectRewrite rewrite;
  private final Scope scope;

  UnpivotRewrite(DialectRewrite rewrite, Scope scope) {
    this.rewrite = rewrite;
    this.scope = scope;
  }

  SqlNode rewritten(UnpivotTable unpivot) {
    SqlNode table = unpivot.operand(0);
    if (table.isA(SqlKind.QUERY)) {
      table = DialectRewrite.derived(table, "$unpivoted");
    }
    SqlNode all = Trees.select(unpivot.getParserPosition(), List.of(Trees.star()), table);
    List<String> columns = rewrite.columns(all, scope);
    List<UnpivotTable.Group> groups = groups(unpivot, table);
    Set<String> used = new HashSet<>();
    for (UnpivotTable.Group group : groups) {
      if (group.columns().size() != unpivot.values().size()) {
        throw rewrite.error(
            ErrorCode.INVALID_QUERY,
            "there are "
                + group.columns().size()
                + " columns for "
                + unpivot.values().size()
                + " values",
            group.columns().get(0));
      }
      group.columns().forEach(column -> used.add(last(column).toLowerCase(Locale.ROOT)));
    }
    List<SqlNode> items = new ArrayList<>();
    for (String column : columns) {
      if (!used.contains(column.toLowerCase(Locale.ROOT))) {
        items.add(Trees.name(column));
      }
    }
    items.add(Trees.as(labels(groups, columns), unpivot.name()));
    for (int i = 0; i < unpivot.values().size(); i++) {
      items.add(Trees.as(values(groups, i), unpivot.values().get(i)));
    }
    SqlSelect rows =
        Trees.select(
            unpivot.getParserPosition(), items, Trees.cross(table, numbers(groups.size())));
    return unpivot.nulls() == UnpivotTable.Nulls.KEPT ? rows : withoutNulls(unpivot, rows);
  }

  /** The groups, with stars among them as one group for each column. */
  private List<UnpivotTable.Group> groups(UnpivotTable unpivot, SqlNode table) {
    List<UnpivotTable.Group> groups = new ArrayList<>();
    for (UnpivotTable.Group group : unpivot.groups()) {
      SqlNode first = group.columns().get(0);
      boolean isMany =
          group.columns().size() == 1
              && (DialectOperators.is(first, DialectOperators.STAR)
                  || DialectOperators.is(first, DialectOperators.COLUMNS)
                  || (first instanceof SqlIdentifier name && name.isStar()));
      if (isMany) {
        SqlSelect select = Trees.select(first.getParserPosition(), List.of(first), table);
        new StarExpansion(rewrite, scope).rewrite(select);
        for (String column : rewrite.columns(select, scope)) {
          groups.add(
              new UnpivotTable.Group(List.of(Trees.name(column)), java.util.Optional.empty()));
        }
      } else {
        groups.add(group);
      }
    }
    return groups;
  }

  private static String last(SqlNode column) {
    return column instanceof SqlIdentifier name ? name.names.get(name.names.size() - 1) : "";
  }

  private static SqlNode numbers(int count) {
    List<SqlNode> rows = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      rows.add(SqlStdOperatorTable.ROW.createCall(SqlParserPos.ZERO, Trees.number(i)));
    }
    SqlNode values = SqlStdOperatorTable.VALUES.createCall(SqlParserPos.ZERO, rows);
    return SqlStdOperatorTable.AS.createCall(
        SqlParserPos.ZERO, values, Trees.name("$numbers"), Trees.name(NUMBER));
  }

  private static SqlNode labels(List<UnpivotTable.Group> groups, List<String> columns) {
    List<SqlNode> labels = new ArrayList<>();
    for (UnpivotTable.Group group : groups) {
      String names =
          String.join(
              "_", group.columns().stream().map(column -> spelled(column, columns)).toList());
      labels.add(group.label().orElse(Trees.text(names)));
    }
    return choice(labels);
  }

  /** The name of a column as the table spells it. */
  private static String spelled(SqlNode column, List<String> columns) {
    String name = last(column);
    return columns.stream().filter(name::equalsIgnoreCase).findFirst().orElse(name);
  }

  private static SqlNode values(List<UnpivotTable.Group> groups, int ordinal) {
    return choice(groups.stream().map(group -> Trees.copy(group.columns().get(ordinal))).toList());
  }

  private static SqlNode choice(List<SqlNode> results) {
    List<SqlNode> whens = new ArrayList<>();
    for (int i = 1; i <= results.size(); i++) {
      whens.add(Trees.call(SqlStdOperatorTable.EQUALS, Trees.name(NUMBER), Trees.number(i)));
    }
    return new SqlCase(
        SqlParserPos.ZERO, null, Trees.list(whens), Trees.list(results), Trees.nothing());
  }

  private static SqlNode withoutNulls(UnpivotTable unpivot, SqlSelect rows) {
    SqlSelect kept =
        Trees.select(
            unpivot.getParserPosition(),
            List.of(Trees.star()),
            DialectRewrite.derived(rows, "$rows"));
    SqlNode any = null;
    for (SqlIdentifier value : unpivot.values()) {
      SqlNode isThere = Trees.call(SqlStdOperatorTable.IS_NOT_NULL, Trees.name(value.getSimple()));
      any = any == null ? isThere : Trees.call(SqlStdOperatorTable.OR, any, isThere);
    }
    kept.setWhere(any);
    return kept;
  }
}
