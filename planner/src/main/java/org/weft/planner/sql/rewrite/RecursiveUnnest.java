package org.weft.planner.sql.rewrite;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;
import org.weft.planner.type.DataType;
import org.weft.planner.type.Field;
import org.weft.planner.type.ListType;
import org.weft.planner.type.StructType;

/**
 * {@code unnest(struct)}, {@code unnest(x, recursive := true)} and {@code unnest(x, max_depth :=
 * 2)} among the items of a select: lists inside lists are one list, and structs become a column for
 * each field.
 */
final class RecursiveUnnest {
  private static final int ALL = Integer.MAX_VALUE;

  private final DialectRewrite rewrite;
  private final Scope scope;

  RecursiveUnnest(DialectRewrite rewrite, Scope scope) {
    this.rewrite = rewrite;
    this.scope = scope;
  }

  void rewrite(SqlSelect select) {
    List<SqlNode> items = new ArrayList<>();
    for (SqlNode item : select.getSelectList()) {
      SqlNode value =
          item != null && item.getKind() == SqlKind.AS ? ((SqlCall) item).operand(0) : item;
      if (value instanceof SqlCall call && isOne(call)) {
        items.addAll(columns(item, call, select));
      } else if (value instanceof SqlCall call && isPlain(call)) {
        List<SqlNode> fields = fields(call, select);
        items.addAll(fields.isEmpty() ? List.of(item) : fields);
      } else {
        items.add(item);
      }
    }
    select.setSelectList(new SqlNodeList(items, select.getSelectList().getParserPosition()));
  }

  private static boolean isUnnest(SqlCall call) {
    return call.getOperator().getName().toLowerCase(Locale.ROOT).equals("unnest");
  }

  private static boolean isOne(SqlCall call) {
    return isUnnest(call)
        && call.operandCount() == 2
        && call.operand(1).getKind() == SqlKind.ARGUMENT_ASSIGNMENT;
  }

  /** True for UNNEST of what may be a struct. */
  private static boolean isPlain(SqlCall call) {
    return isUnnest(call)
        && call.operandCount() == 1
        && call.operand(0).getKind() != SqlKind.ARRAY_VALUE_CONSTRUCTOR;
  }

  /** A column for each field of a struct; nothing for what is no struct. */
  private List<SqlNode> fields(SqlCall call, SqlSelect select) {
    SqlNode value = call.operand(0);
    DataType type;
    try {
      type = type(value, select);
    } catch (WeftException e) {
      return List.of(); // what is wrong with it is told where it stands
    }
    List<SqlNode> fields = new ArrayList<>();
    if (type instanceof StructType struct) {
      addFields(() -> Trees.copy(value), struct, 1, fields);
    }
    return fields;
  }

  private List<SqlNode> columns(SqlNode item, SqlCall call, SqlSelect select) {
    SqlNode value = call.operand(0);
    int depth = depth(call.operand(1));
    DataType type = type(value, select);
    boolean isList = type instanceof ListType;
    SqlNode list = value;
    int left = depth;
    while (type instanceof ListType outer && left > 0) {
      if (left < depth) {
        list = Trees.call("flatten", call.getParserPosition(), list);
      }
      type = outer.element();
      left--;
    }
    SqlNode element = isList ? Trees.call("unnest", call.getParserPosition(), list) : value;
    if (!isList && !(type instanceof StructType)) {
      throw rewrite.error(
          ErrorCode.TYPE_MISMATCH, "UNNEST takes a list or a struct, not " + type, call);
    }
    if (type instanceof StructType struct && left > 0) {
      List<SqlNode> fields = new ArrayList<>();
      // of a list every field is one of the same element: the call is shared, see UnnestedItems
      Supplier<SqlNode> base = isList ? () -> element : () -> Trees.copy(value);
      addFields(base, struct, left, fields);
      return fields;
    }
    if (item != call) {
      return List.of(Trees.as(element, (SqlIdentifier) ((SqlCall) item).operand(1)));
    }
    String written = rewrite.text().of(call);
    return List.of(Trees.as(element, written.isEmpty() ? "unnest" : written));
  }

  private static void addFields(
      Supplier<SqlNode> struct, StructType type, int depth, List<SqlNode> columns) {
    for (int i = 0; i < type.fields().size(); i++) {
      Field field = type.fields().get(i);
      // by place: the fields of a row have no names
      SqlNode place = Trees.number(i + 1);
      Supplier<SqlNode> value =
          () -> Trees.call(SqlStdOperatorTable.ITEM, struct.get(), Trees.copy(place));
      if (field.type() instanceof StructType inner && depth > 1) {
        addFields(value, inner, depth == ALL ? ALL : depth - 1, columns);
      } else {
        columns.add(Trees.as(value.get(), field.name()));
      }
    }
  }

  private DataType type(SqlNode value, SqlSelect select) {
    SqlNode query =
        Trees.select(value.getParserPosition(), List.of(Trees.as(value, "x")), select.getFrom());
    return rewrite.relations().types(scope.alone(query)).get(0);
  }

  private int depth(SqlNode argument) {
    SqlNode value = ((SqlCall) argument).operand(0);
    String name = ((SqlIdentifier) ((SqlCall) argument).operand(1)).getSimple();
    if (value instanceof SqlLiteral literal) {
      boolean isRecursive =
          name.equalsIgnoreCase("recursive") && literal.getValue() instanceof Boolean;
      if (isRecursive) {
        return literal.booleanValue() ? ALL : 1;
      }
      boolean isDepth =
          name.equalsIgnoreCase("max_depth") && literal.getValue() instanceof BigDecimal;
      if (isDepth && literal.intValue(true) > 0) {
        return literal.intValue(true);
      }
    }
    throw rewrite
        .error(ErrorCode.INVALID_QUERY, "UNNEST does not take this argument", argument)
        .hint("write recursive := true or max_depth := 2");
  }
}
