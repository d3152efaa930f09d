package org.weft.planner.sql.rewrite;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlUnnestOperator;
import org.apache.calcite.sql.fun.SqlCase;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.weft.planner.function.FunctionEntry;
import org.weft.planner.function.FunctionRegistry;
import org.weft.planner.type.DataType;
import org.weft.planner.type.Field;
import org.weft.planner.type.ListType;
import org.weft.planner.type.SimpleType;
import org.weft.planner.type.StructType;

/** Table functions that are another way to write UNNEST. */
final class TableFunctions {
  private static final String WHOLE = "$whole";
  private static final String OR_NULL = "list_or_null";

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
    boolean isOfMap = names == 0 && isOfMap(function, table);
    if (names <= columns && isOfLists(function) && !isOfStructs(function) && !isOfMap) {
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
      List<String> given = isOfMap ? ofMap(function) : columns(function, call);
      given.forEach(column -> operands.add(Trees.name(column)));
    }
    if (function.startsWith("posexplode")) {
      int values = names == 0 ? operands.size() - 3 : names - 1;
      operands.set(0, positionFirst(call, Math.max(1, values)));
    }
    return SqlStdOperatorTable.AS.createCall(as.getParserPosition(), operands);
  }

  /** True for explode of a map that is written out: its columns are keys and values. */
  private static boolean isOfMap(String function, SqlNode table) {
    return function.contains("explode") && isMap(unnamed((SqlCall) inner(table)).operand(0));
  }

  private static boolean isMap(SqlNode value) {
    return value instanceof SqlCall call
        && (call.getKind() == SqlKind.MAP_VALUE_CONSTRUCTOR
            || call.getOperator().getName().equalsIgnoreCase("map"));
  }

  private static List<String> ofMap(String function) {
    return function.startsWith("pos") ? List.of("pos", "key", "value") : List.of("key", "value");
  }

  /** Spark's: the position comes first, and counts from 0; nulls have none. */
  private static SqlNode positionFirst(SqlCall numbered, int values) {
    List<SqlNode> names = new ArrayList<>(List.of(numbered, Trees.name("$e")));
    List<SqlNode> items = new ArrayList<>();
    items.add(position(numbered.operand(0)));
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

  private static SqlNode position(SqlNode list) {
    SqlNode position = Trees.call(SqlStdOperatorTable.MINUS, Trees.name("$p"), Trees.number(1));
    SqlNode bare = isCalled(list, WHOLE) ? ((SqlCall) list).operand(0) : list;
    if (!isCalled(bare, OR_NULL)) {
      return position;
    }
    SqlParserPos pos = bare.getParserPosition();
    SqlNode size =
        Trees.call("cardinality", pos, Trees.copy((SqlNode) ((SqlCall) bare).operand(0)));
    return SqlCase.createSwitched(
        pos,
        null,
        new SqlNodeList(
            List.of(Trees.call(SqlStdOperatorTable.GREATER_THAN, size, Trees.number(0))), pos),
        new SqlNodeList(List.of(position), pos),
        null);
  }

  private static boolean isCalled(SqlNode node, String function) {
    return node instanceof SqlCall call && call.getOperator().getName().equalsIgnoreCase(function);
  }

  private static boolean isOfLists(String function) {
    return !function.equals("range")
        && !function.equals("generate_series")
        && !function.startsWith("json_");
  }

  /** True for one whose list is of structs, and whose columns are their fields. */
  private static boolean isOfStructs(String function) {
    return function.startsWith("inline")
        || function.equals("stack")
        || function.equals("json_tuple");
  }

  /** A list whose elements stay whole. */
  static SqlNode whole(SqlNode list) {
    return isCalled(list, WHOLE) ? list : Trees.call(WHOLE, list.getParserPosition(), list);
  }

  private static boolean isNumbered(SqlCall unnest) {
    return ((SqlUnnestOperator) unnest.getOperator()).withOrdinality;
  }

  /** The fields of the structs that json_each and json_tree are made of. */
  private static List<String> entryFields() {
    FunctionEntry function = FunctionRegistry.find("json_entries").orElseThrow();
    DataType entries = function.bind(List.of(SimpleType.STRING)).orElseThrow().result();
    StructType entry = (StructType) ((ListType) entries).element();
    return entry.fields().stream().map(Field::name).toList();
  }

  private static List<String> columns(String function, SqlCall unnest) {
    if (function.startsWith("posexplode")) {
      return List.of("pos", "col");
    }
    if (isOfStructs(function)) {
      return List.of();
    }
    if (function.startsWith("json_")) {
      return entryFields();
    }
    String first = function.startsWith("explode") ? "col" : function;
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
    SqlCall call = unnamed((SqlCall) inner(table));
    SqlParserPos pos = call.getParserPosition();
    return switch (call.getOperator().getName().toLowerCase(Locale.ROOT)) {
      case "explode", "unnest" -> SqlStdOperatorTable.UNNEST.createCall(pos, call.getOperandList());
      case "explode_outer", "inline", "inline_outer" ->
          call.operandCount() == 1 ? SqlStdOperatorTable.UNNEST.createCall(pos, list(call)) : null;
      case "posexplode" ->
          SqlStdOperatorTable.UNNEST_WITH_ORDINALITY.createCall(pos, call.getOperandList());
      case "posexplode_outer" ->
          call.operandCount() == 1
              ? SqlStdOperatorTable.UNNEST_WITH_ORDINALITY.createCall(pos, list(call))
              : null;
      case "stack" -> SqlStdOperatorTable.UNNEST.createCall(pos, new StackedRows(call).list());
      case "json_tuple" -> call.operandCount() < 2 ? null : jsonFields(call);
      case "range", "generate_series" ->
          SqlStdOperatorTable.UNNEST.createCall(call.getParserPosition(), call);
      case "json_each" -> ofRows("json_entries", call);
      case "json_tree" -> ofRows("json_tree_entries", call);
      default -> null;
    };
  }

  /** The list of explode, or of a function that ends with _outer: it is never empty. */
  static SqlNode list(SqlCall explode) {
    boolean isOuter = explode.getOperator().getName().toLowerCase(Locale.ROOT).endsWith("_outer");
    SqlNode list = explode.operand(0);
    if (!isOuter) {
      return list;
    }
    SqlParserPos pos = explode.getParserPosition();
    return Trees.call(OR_NULL, pos, isMap(list) ? Trees.call("map_entries", pos, list) : list);
  }

  /** Spark names the argument: {@code explode(collection => list)}; it knows no other name. */
  private static SqlCall unnamed(SqlCall call) {
    if (call.getOperandList().stream().noneMatch(TableFunctions::isNamed)) {
      return call;
    }
    SqlNode argument = call.operand(0);
    boolean isCollection =
        call.operandCount() == 1
            && ((SqlCall) argument).operand(1).toString().equalsIgnoreCase("collection");
    if (!isCollection) {
      return call;
    }
    SqlNode list = ((SqlCall) argument).operand(0);
    return (SqlCall) call.getOperator().createCall(call.getParserPosition(), list);
  }

  private static boolean isNamed(SqlNode argument) {
    return argument.getKind() == SqlKind.ARGUMENT_ASSIGNMENT;
  }

  /** A row of the texts of fields of a JSON object; nulls for what is no JSON. */
  private static SqlCall jsonFields(SqlCall call) {
    SqlParserPos pos = call.getParserPosition();
    List<SqlNode> fields = new ArrayList<>();
    for (int i = 1; i < call.operandCount(); i++) {
      SqlNode json = Trees.call("try_as_json", pos, Trees.copy((SqlNode) call.operand(0)));
      fields.add(Trees.text("c" + (i - 1)));
      fields.add(Trees.call("json_field", pos, json, call.operand(i)));
    }
    SqlNode row = Trees.call("named_struct", pos, fields.toArray(SqlNode[]::new));
    return SqlStdOperatorTable.UNNEST.createCall(pos, Trees.call("list_value", pos, row));
  }

  /** A function whose list of structs is a table. */
  private static SqlCall ofRows(String function, SqlCall call) {
    SqlNode[] operands = call.getOperandList().toArray(SqlNode[]::new);
    return SqlStdOperatorTable.UNNEST.createCall(
        call.getParserPosition(), Trees.call(function, call.getParserPosition(), operands));
  }
}
