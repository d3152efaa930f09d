package org.weft.planner.sql.rewrite;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlUnresolvedFunction;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;
import org.weft.planner.sql.parse.LeftJoins;

/**
 * Functions of several columns among the items of a select, which Spark and Hive have: {@code
 * SELECT id, stack(2, 'a', a, 'b', b) AS (k, v) FROM t} is {@code SELECT id, g.* FROM t, LATERAL
 * stack(2, 'a', a, 'b', b) AS g(k, v)}. One that ends with {@code _outer} gives a row of nulls
 * where there would be none.
 */
final class Generators {
  private static final String TABLE = "$generated";
  private static final String OUTER = "_outer";
  private static final Set<String> NAMES = Set.of("posexplode", "inline", "stack", "json_tuple");

  private final DialectRewrite rewrite;

  Generators(DialectRewrite rewrite) {
    this.rewrite = rewrite;
  }

  void rewrite(SqlSelect select) {
    List<SqlNode> items = new ArrayList<>(select.getSelectList().getList());
    int place = -1;
    for (int i = 0; i < items.size(); i++) {
      if (isGenerator(items.get(i))) {
        if (place >= 0) {
          throw refused("more than one function of several columns", items.get(i));
        }
        place = i;
      } else if (names(items.get(i)).size() > 1) {
        throw rewrite.error(ErrorCode.INVALID_QUERY, "several names for one value", items.get(i));
      }
    }
    if (place < 0) {
      return;
    }
    SqlNode generator = items.get(place);
    requireRows(select, generator);
    stars(select, items, generator);
    SqlParserPos pos = generator.getParserPosition();
    items.set(place, new SqlIdentifier(List.of(TABLE, ""), pos));
    select.setFrom(joined(select.getFrom(), generator));
    select.setSelectList(new SqlNodeList(items, select.getSelectList().getParserPosition()));
  }

  private static String function(SqlNode item) {
    return Trees.unaliased(item) instanceof SqlCall call
            && call.getOperator() instanceof SqlUnresolvedFunction
        ? call.getOperator().getName().toLowerCase(Locale.ROOT)
        : "";
  }

  private static boolean isGenerator(SqlNode item) {
    String function = function(item);
    String inner = withoutOuter(function);
    return NAMES.contains(inner) || (inner.equals("explode") && names(item).size() > 1);
  }

  private static String withoutOuter(String function) {
    return function.endsWith(OUTER)
        ? function.substring(0, function.length() - OUTER.length())
        : function;
  }

  private static List<SqlNode> names(SqlNode item) {
    return item.getKind() == SqlKind.AS
        ? ((SqlCall) item).getOperandList().subList(1, ((SqlCall) item).operandCount())
        : List.of();
  }

  /** Groups and windows would have to be computed before. */
  private void requireRows(SqlSelect select, SqlNode generator) {
    if (select.getGroup() != null || select.getHaving() != null || select.getQualify() != null) {
      throw refused("beside groups a function of several columns", generator);
    }
  }

  private WeftException refused(String sentence, SqlNode place) {
    return rewrite
        .error(ErrorCode.UNSUPPORTED_FEATURE, sentence + " is not supported here", place)
        .hint("use FROM t, LATERAL " + function(place) + "(…)");
  }

  /** A star is that of the tables without the function's columns. */
  private void stars(SqlSelect select, List<SqlNode> items, SqlNode generator) {
    for (int i = 0; i < items.size(); i++) {
      if (items.get(i) instanceof SqlIdentifier star && star.isStar() && star.names.size() == 1) {
        SqlNode from = select.getFrom();
        String table =
            from instanceof SqlIdentifier name
                ? name.names.get(name.names.size() - 1)
                : from == null ? null : Trees.alias(from);
        if (table == null) {
          throw refused("beside * a function of several columns", generator);
        }
        items.set(i, new SqlIdentifier(List.of(table, ""), star.getParserPosition()));
      }
    }
  }

  private static SqlNode joined(SqlNode from, SqlNode generator) {
    SqlCall call = (SqlCall) Trees.unaliased(generator);
    SqlParserPos pos = call.getParserPosition();
    String function = function(generator);
    SqlNode[] arguments = call.getOperandList().toArray(SqlNode[]::new);
    SqlCall inner = Trees.call(withoutOuter(function), pos, arguments);
    List<SqlNode> operands = new ArrayList<>();
    operands.add(
        SqlStdOperatorTable.LATERAL.createCall(
            pos, SqlStdOperatorTable.COLLECTION_TABLE.createCall(pos, inner)));
    operands.add(Trees.name(TABLE));
    operands.addAll(names(generator));
    SqlNode table =
        TableFunctions.named((SqlBasicCall) SqlStdOperatorTable.AS.createCall(pos, operands));
    SqlNode left = from == null ? Trees.oneRow() : from;
    return function.endsWith(OUTER)
        ? LeftJoins.onTrue(left.getParserPosition(), left, table)
        : Trees.cross(left, table);
  }
}
