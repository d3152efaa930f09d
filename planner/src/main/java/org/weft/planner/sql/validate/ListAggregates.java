package org.weft.planner.sql.validate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlUnresolvedFunction;
import org.apache.calcite.sql.util.SqlShuttle;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;
import org.weft.planner.function.AggregateFunctions;
import org.weft.planner.function.FunctionRegistry;
import org.weft.planner.sql.parse.QueryText;

/** Calls of {@link ListAggregateOperator}, made of {@code list_aggregate} and {@code list_…}. */
final class ListAggregates extends SqlShuttle {
  private static final Set<String> GENERAL =
      Set.of("list_aggregate", "list_aggr", "array_aggregate", "array_aggr");

  private final QueryText text;

  private ListAggregates(QueryText text) {
    this.text = text;
  }

  static SqlNode apply(SqlNode tree, QueryText text) {
    return tree.accept(new ListAggregates(text));
  }

  @Override
  public SqlNode visit(SqlCall call) {
    CallCopyingArgHandler copy = new CallCopyingArgHandler(call, false);
    call.getOperator().acceptCall(this, call, false, copy);
    SqlNode visited = copy.result();
    if (!(visited instanceof SqlCall same)
        || !(same.getOperator() instanceof SqlUnresolvedFunction)) {
      return visited;
    }
    String name = same.getOperator().getName().toLowerCase(Locale.ROOT);
    List<SqlNode> operands = new ArrayList<>(same.getOperandList());
    if (GENERAL.contains(name)) {
      boolean isNamed =
          operands.size() > 1
              && operands.get(1) instanceof SqlLiteral literal
              && literal.getKind() == SqlKind.LITERAL
              && org.apache.calcite.sql.type.SqlTypeName.CHAR_TYPES.contains(literal.getTypeName());
      if (!isNamed) {
        throw text.at(
            WeftException.of(
                    ErrorCode.INVALID_QUERY, name + " takes a list and the name of an aggregate")
                .hint("write " + name + "(list, 'sum')"),
            same);
      }
      String aggregate = ((SqlLiteral) operands.remove(1)).getValueAs(String.class);
      return ListAggregateOperator.call(aggregate, operands, same, text);
    }
    boolean isOne =
        name.startsWith("list_")
            && FunctionRegistry.find(name).isEmpty()
            && AggregateFunctions.find(name.substring(5)).isPresent();
    return isOne ? ListAggregateOperator.call(name.substring(5), operands, same, text) : visited;
  }
}
