package org.weft.planner.sql.rewrite;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlUnnestOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/** Table functions that are another way to write UNNEST. */
final class TableFunctions {
  private static final String WHOLE = "$whole";

  private TableFunctions() {}

  /** A table of FROM without a name. */
  static SqlNode rewritten(SqlNode table) {
    if (table.getKind() == SqlKind.UNNEST) {
      return named((SqlBasicCall) Trees.as(table, "unnest"));
    }
    SqlCall unnest = unnest(table);
    return unnest == null ? table : named((SqlBasicCall) Trees.as(table, function(table)));
  }

  private static String function(SqlNode table) {
    return ((SqlCall) inner(table)).getOperator().getName().toLowerCase(Locale.ROOT);
  }

  /** A table of FROM with a name, and perhaps names for its columns. */
  static SqlNode named(SqlBasicCall as) {
    SqlNode table = as.operand(0);
    SqlCall unnest = unnest(table);
    if (unnest == null && table.getKind() != SqlKind.UNNEST) {
      return as;
    }
    String function = unnest == null ? "unnest" : function(table);
    SqlCall call = unnest == null ? (SqlCall) table : unnest;
    int columns = call.operandCount() + (isNumbered(call) ? 1 : 0);
    int names = as.operandCount() - 2;
    if (names <= columns && isOfLists(function)) {
      // with more names the columns are those of structs or maps
      call =
          (SqlCall)
              call.getOperator()
                  .createCall(
                      call.getParserPosition(),
                      call.getOperandList().stream().map(TableFunctions::whole).toList());
    }
    List<SqlNode> operands = new ArrayList<>(as.getOperandList());
    operands.set(0, call);
    if (names == 0) {
      columns(function, call).forEach(column -> operands.add(Trees.name(column)));
    }
    if (function.startsWith("posexplode")) {
      operands.set(0, positionFirst(call, Math.max(1, names - 1)));
    }
    return SqlStdOperatorTable.AS.createCall(as.getParserPosition(), operands);
  }

  /** Spark's: the position comes first, and counts from 0. */
  private static SqlNode positionFirst(SqlCall numbered, int values) {
    List<SqlNode> names = new ArrayList<>(List.of(numbered, Trees.name("$e")));
    List<SqlNode> items = new ArrayList<>();
    items.add(Trees.call(SqlStdOperatorTable.MINUS, Trees.name("$p"), Trees.number(1)));
    for (int i = 0; i < values; i++) {
      names.add(Trees.name("$" + i));
      items.add(Trees.name("$" + i));
    }
    names.add(Trees.name("$p"));
    SqlNode table = SqlStdOperatorTable.AS.createCall(numbered.getParserPosition(), names);
    List<SqlNode> named = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      named.add(Trees.as(items.get(i), "$c" + i));
    }
    return SqlStdOperatorTable.LATERAL.createCall(
        numbered.getParserPosition(), Trees.select(numbered.getParserPosition(), named, table));
  }

  private static boolean isOfLists(String function) {
    return !function.equals("range")
        && !function.equals("generate_series")
        && !function.startsWith("json_");
  }

  /** A list whose elements stay whole. */
  static SqlNode whole(SqlNode list) {
    boolean isMarked =
        list instanceof SqlCall call && call.getOperator().getName().equalsIgnoreCase(WHOLE);
    return isMarked ? list : Trees.call(WHOLE, list.getParserPosition(), list);
  }

  private static boolean isNumbered(SqlCall unnest) {
    return ((SqlUnnestOperator) unnest.getOperator()).withOrdinality;
  }

  private static List<String> columns(String function, SqlCall unnest) {
    if (function.startsWith("posexplode")) {
      return List.of("pos", "col");
    }
    if (function.startsWith("json_")) {
      return List.of("key", "value", "type", "atom", "id", "parent", "fullkey", "path");
    }
    String first = function.equals("explode") ? "col" : function;
    List<String> columns = new ArrayList<>(List.of(first));
    for (int i = 2; i <= unnest.operandCount(); i++) {
      columns.add(first + "_" + i);
    }
    if (isNumbered(unnest)) {
      columns.add("ordinality");
    }
    return columns;
  }

  /** The function of TABLE(f(…)) or LATERAL TABLE(f(…)). */
  private static SqlNode inner(SqlNode table) {
    SqlNode node = table;
    while (node.getKind() == SqlKind.LATERAL || node.getKind() == SqlKind.COLLECTION_TABLE) {
      node = ((SqlCall) node).operand(0);
    }
    return node;
  }

  /** True for what {@link #named} gives names to. */
  static boolean isOne(SqlNode table) {
    return table.getKind() == SqlKind.UNNEST || unnest(table) != null;
  }

  /** The UNNEST that a table function stands for; null if it is another one. */
  private static SqlCall unnest(SqlNode table) {
    boolean isFunction =
        table.getKind() == SqlKind.COLLECTION_TABLE
            || (table.getKind() == SqlKind.LATERAL
                && ((SqlCall) table).operand(0).getKind() == SqlKind.COLLECTION_TABLE);
    if (!isFunction) {
      return null;
    }
    SqlCall call = (SqlCall) inner(table);
    return switch (call.getOperator().getName().toLowerCase(Locale.ROOT)) {
      case "explode", "unnest" ->
          SqlStdOperatorTable.UNNEST.createCall(call.getParserPosition(), call.getOperandList());
      case "posexplode" ->
          SqlStdOperatorTable.UNNEST_WITH_ORDINALITY.createCall(
              call.getParserPosition(), call.getOperandList());
      case "range", "generate_series" ->
          SqlStdOperatorTable.UNNEST.createCall(call.getParserPosition(), call);
      case "json_each" -> ofRows("json_entries", call);
      case "json_tree" -> ofRows("json_tree_entries", call);
      default -> null;
    };
  }

  /** A function whose list of structs is a table. */
  private static SqlCall ofRows(String function, SqlCall call) {
    SqlNode[] operands = call.getOperandList().toArray(SqlNode[]::new);
    return SqlStdOperatorTable.UNNEST.createCall(
        call.getParserPosition(), Trees.call(function, call.getParserPosition(), operands));
  }
}
