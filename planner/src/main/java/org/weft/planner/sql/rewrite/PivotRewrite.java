package org.weft.planner.sql.rewrite;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.apache.calcite.sql.util.SqlShuttle;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.sql.parse.PivotTable;

/**
 * PIVOT as an aggregation: {@code PIVOT t ON y IN (1, 2) USING sum(x) GROUP BY z} is {@code SELECT
 * z, sum(x) FILTER (WHERE y = 1) AS "1", … FROM t GROUP BY z}.
 */
final class PivotRewrite {
  private static final int MOST_COLUMNS = 100_000;

  private final DialectRewrite rewrite;
  private final Scope scope;

  PivotRewrite(DialectRewrite rewrite, Scope scope) {
    this.rewrite = rewrite;
    this.scope = scope;
  }

  /** One of the values of all axes. */
  private record Cell(SqlNode condition, String name) {}

  SqlNode rewritten(PivotTable pivot) {
    SqlNode table = pivot.operand(0);
    if (table.isA(SqlKind.QUERY)) {
      table = DialectRewrite.derived(table, "$pivoted");
    }
    List<SqlNode> aggregates =
        pivot.aggregates().isEmpty()
            ? List.of(Trees.call(SqlStdOperatorTable.COUNT, Trees.star()))
            : pivot.aggregates();
    List<SqlNode> keys = keys(pivot, table, aggregates);
    List<SqlNode> items = new ArrayList<>();
    for (SqlNode key : keys) {
      items.add(Trees.copy(key));
    }
    for (Cell cell : cells(pivot, table)) {
      for (SqlNode aggregate : aggregates) {
        items.add(item(cell, aggregate, aggregates.size()));
      }
    }
    SqlSelect select = Trees.select(pivot.getParserPosition(), items, table);
    if (!keys.isEmpty()) {
      List<SqlNode> grouped = keys.stream().map(key -> Trees.copy(Trees.unaliased(key))).toList();
      select.setGroupBy(Trees.list(grouped));
    }
    return select;
  }

  private SqlNode item(Cell cell, SqlNode aggregate, int aggregates) {
    SqlNode expression = Trees.unaliased(aggregate);
    String alias = Trees.alias(aggregate);
    SqlNode filtered =
        cell.condition() == null
            ? Trees.copy(expression)
            : Trees.copy(expression).accept(new Filtering(cell.condition()));
    String name = cell.name();
    if (alias != null) {
      name = name.isEmpty() ? alias : name + "_" + alias;
    } else if (aggregates > 1 || name.isEmpty()) {
      String written = expression.toString().toLowerCase(Locale.ROOT).replace("`", "");
      name = name.isEmpty() ? written : name + "_" + written;
    }
    return Trees.as(filtered, name);
  }

  /** Gives every aggregate a condition. */
  private final class Filtering extends SqlShuttle {
    private final SqlNode condition;

    Filtering(SqlNode condition) {
      this.condition = condition;
    }

    @Override
    public SqlNode visit(SqlCall call) {
      boolean isFunction =
          call.getOperator().isAggregator()
              || call.getKind() == SqlKind.WITHIN_GROUP
              || (call.getOperator() instanceof SqlFunction
                  && rewrite.relations().isAggregate(call.getOperator().getName()));
      if (call.getKind() == SqlKind.FILTER) {
        SqlNode both = Trees.and(call.operand(1), Trees.copy(condition));
        return SqlStdOperatorTable.FILTER.createCall(
            call.getParserPosition(), call.operand(0), both);
      }
      return isFunction
          ? SqlStdOperatorTable.FILTER.createCall(
              call.getParserPosition(), call, Trees.copy(condition))
          : super.visit(call);
    }
  }

  /** What rows are grouped by: told, or all columns that are not looked at. */
  private List<SqlNode> keys(PivotTable pivot, SqlNode table, List<SqlNode> aggregates) {
    if (pivot.keys().isPresent()) {
      return pivot.keys().get().getList();
    }
    Set<String> used = new HashSet<>();
    SqlBasicVisitor<Void> visitor =
        new SqlBasicVisitor<>() {
          @Override
          public Void visit(SqlIdentifier name) {
            used.add(name.names.get(name.names.size() - 1).toLowerCase(Locale.ROOT));
            return null;
          }
        };
    aggregates.forEach(aggregate -> Trees.unaliased(aggregate).accept(visitor));
    pivot.axes().forEach(axis -> axis.expression().accept(visitor));
    SqlNode all = Trees.select(pivot.getParserPosition(), List.of(Trees.star()), table);
    List<SqlNode> keys = new ArrayList<>();
    for (String column : rewrite.columns(all, scope)) {
      if (!used.contains(column.toLowerCase(Locale.ROOT))) {
        keys.add(Trees.name(column));
      }
    }
    return keys;
  }

  /** Every combination of the axes' values. */
  private List<Cell> cells(PivotTable pivot, SqlNode table) {
    List<Cell> cells = List.of(new Cell(null, ""));
    for (PivotTable.Axis axis : pivot.axes()) {
      Chosen chosen = chosen(axis, table);
      List<SqlNode> values = chosen.values();
      if ((long) cells.size() * values.size() > MOST_COLUMNS) {
        throw rewrite.error(
            ErrorCode.INVALID_QUERY,
            "PIVOT would make more than " + MOST_COLUMNS + " columns",
            pivot);
      }
      List<Cell> more = new ArrayList<>();
      for (Cell cell : cells) {
        for (SqlNode value : values) {
          SqlNode condition = condition(chosen.expression(), Trees.unaliased(value));
          String name = name(value);
          more.add(
              new Cell(
                  cell.condition() == null
                      ? condition
                      : Trees.and(Trees.copy(cell.condition()), condition),
                  cell.name().isEmpty() ? name : cell.name() + "_" + name));
        }
      }
      cells = more;
    }
    return cells;
  }

  private static SqlNode condition(SqlNode axis, SqlNode value) {
    if (value.getKind() == SqlKind.ROW && axis.getKind() == SqlKind.ROW) {
      SqlNode all = null;
      List<SqlNode> parts = ((SqlCall) axis).getOperandList();
      for (int i = 0; i < parts.size(); i++) {
        all = Trees.and(all, condition(parts.get(i), ((SqlCall) value).operand(i)));
      }
      return all;
    }
    return Trees.call(
        SqlStdOperatorTable.IS_NOT_DISTINCT_FROM, Trees.copy(axis), Trees.copy(value));
  }

  private static String name(SqlNode value) {
    String alias = Trees.alias(value);
    if (alias != null) {
      return alias;
    }
    if (value.getKind() == SqlKind.ROW) {
      return String.join(
          "_", ((SqlCall) value).getOperandList().stream().map(PivotRewrite::name).toList());
    }
    if (value instanceof SqlLiteral literal) {
      return literal.getValue() == null ? "NULL" : literal.toValue();
    }
    return value.toString().replace("`", "");
  }

  /** What is compared with the values that become columns. */
  private record Chosen(SqlNode expression, List<SqlNode> values) {}

  private Chosen chosen(PivotTable.Axis axis, SqlNode table) {
    if (axis.values().isEmpty()) {
      return found(axis.expression(), there(axis.expression(), table));
    }
    List<SqlNode> values = axis.values().get();
    if (values.size() == 1 && values.get(0).isA(SqlKind.QUERY)) {
      return found(axis.expression(), values.get(0));
    }
    Set<String> names = new HashSet<>();
    for (SqlNode value : values) {
      if (!names.add(Trees.unaliased(value).toString())) {
        throw rewrite.error(
            ErrorCode.INVALID_QUERY, "the value " + name(value) + " is in the list twice", value);
      }
    }
    return new Chosen(axis.expression(), values);
  }

  /** The different values of an expression, in their order, without nulls. */
  private static SqlNode there(SqlNode axis, SqlNode table) {
    List<SqlNode> parts = parts(axis);
    List<SqlNode> items = new ArrayList<>();
    List<SqlNode> numbers = new ArrayList<>();
    SqlNode known = null;
    for (int i = 0; i < parts.size(); i++) {
      items.add(Trees.as(Trees.copy(parts.get(i)), "$" + i));
      numbers.add(Trees.number(i + 1));
      SqlNode isThere = Trees.call(SqlStdOperatorTable.IS_NOT_NULL, Trees.copy(parts.get(i)));
      known = Trees.and(known, isThere);
    }
    SqlSelect distinct = Trees.select(axis.getParserPosition(), items, Trees.copy(table));
    distinct.setWhere(known);
    distinct.setGroupBy(Trees.list(numbers));
    return new SqlOrderBy(
        axis.getParserPosition(), distinct, Trees.list(Trees.copies(numbers)), null, null);
  }

  /** The rows of a query as values, which are compared as texts. */
  private Chosen found(SqlNode axis, SqlNode query) {
    List<String> columns = rewrite.columns(query, scope);
    List<SqlNode> parts = parts(axis);
    Set<List<String>> known = new HashSet<>();
    if (columns.size() != parts.size()) {
      throw rewrite.error(
          ErrorCode.INVALID_QUERY,
          "there are " + columns.size() + " columns for " + parts.size() + " expressions",
          query);
    }
    List<SqlNode> values = new ArrayList<>();
    for (List<String> row : rewrite.relations().rows(scope.alone(query))) {
      if (!row.contains(null) && known.add(row)) {
        List<SqlNode> constants = row.stream().map(Trees::text).toList();
        values.add(constants.size() == 1 ? constants.get(0) : row(constants));
      }
    }
    List<SqlNode> compared = parts.stream().map(part -> Trees.textOf(Trees.copy(part))).toList();
    return new Chosen(compared.size() == 1 ? compared.get(0) : row(compared), values);
  }

  private static List<SqlNode> parts(SqlNode axis) {
    return axis.getKind() == SqlKind.ROW ? ((SqlCall) axis).getOperandList() : List.of(axis);
  }

  private static SqlNode row(List<SqlNode> parts) {
    return SqlStdOperatorTable.ROW.createCall(SqlParserPos.ZERO, parts);
  }
}
