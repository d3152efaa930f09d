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
  private TableFunctions() {}

  /** A table of FROM without a name. */
  static SqlNode rewritten(SqlNode table) {
    SqlCall unnest = unnest(table);
    if (unnest == null) {
      return table;
    }
    String name = ((SqlCall) inner(table)).getOperator().getName().toLowerCase(Locale.ROOT);
    return named(Trees.as(unnest, name.equals("unnest") ? "unnest" : name), columns(name));
  }

  /** A table of FROM with a name, and perhaps names for its columns. */
  static SqlNode named(SqlBasicCall as) {
    SqlNode table = as.operand(0);
    SqlCall unnest = unnest(table);
    boolean isUnnest = table.getKind() == SqlKind.UNNEST;
    if (unnest == null && !isUnnest) {
      return as;
    }
    String function =
        isUnnest
            ? "unnest"
            : ((SqlCall) inner(table)).getOperator().getName().toLowerCase(Locale.ROOT);
    if (unnest != null) {
      as.setOperand(0, unnest);
    }
    boolean hasColumns = as.operandCount() > 2 || isNumbered(as.operand(0));
    return hasColumns ? as : named(as, columns(function));
  }

  private static boolean isNumbered(SqlNode unnest) {
    return ((SqlUnnestOperator) ((SqlCall) unnest).getOperator()).withOrdinality;
  }

  private static SqlNode named(SqlNode as, List<String> columns) {
    List<SqlNode> operands = new ArrayList<>(((SqlCall) as).getOperandList());
    columns.forEach(column -> operands.add(Trees.name(column)));
    return SqlStdOperatorTable.AS.createCall(as.getParserPosition(), operands);
  }

  private static List<String> columns(String function) {
    return switch (function) {
      case "range" -> List.of("range");
      case "generate_series" -> List.of("generate_series");
      case "explode", "explode_outer" -> List.of("col");
      case "unnest" -> List.of("unnest");
      default -> List.of();
    };
  }

  /** The function of TABLE(f(…)) or LATERAL TABLE(f(…)). */
  private static SqlNode inner(SqlNode table) {
    SqlNode node = table;
    while (node.getKind() == SqlKind.LATERAL || node.getKind() == SqlKind.COLLECTION_TABLE) {
      node = ((SqlCall) node).operand(0);
    }
    return node;
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
      case "explode", "explode_outer", "unnest" ->
          SqlStdOperatorTable.UNNEST.createCall(call.getParserPosition(), call.getOperandList());
      case "posexplode", "posexplode_outer" ->
          SqlStdOperatorTable.UNNEST_WITH_ORDINALITY.createCall(
              call.getParserPosition(), call.getOperandList());
      case "range", "generate_series" ->
          SqlStdOperatorTable.UNNEST.createCall(call.getParserPosition(), call);
      default -> null;
    };
  }
}
