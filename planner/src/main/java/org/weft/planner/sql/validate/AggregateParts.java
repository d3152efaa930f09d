package org.weft.planner.sql.validate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;

/**
 * An aggregate as it is written, taken apart.
 *
 * @param whole with all that is written behind it
 * @param call the call itself
 * @param arguments its arguments, without the order and separator that stand among them
 * @param order the items of ORDER BY, inside of the call or in WITHIN GROUP
 * @param separator what GROUP_CONCAT names as such
 * @param filter the conditions of FILTER
 * @param nulls IGNORE_NULLS or RESPECT_NULLS, where written
 */
record AggregateParts(
    SqlCall whole,
    SqlCall call,
    List<SqlNode> arguments,
    List<SqlNode> order,
    Optional<SqlNode> separator,
    List<SqlNode> filter,
    Optional<SqlKind> nulls) {
  static AggregateParts of(SqlCall whole) {
    SqlCall call = whole;
    List<SqlNode> order = new ArrayList<>();
    List<SqlNode> filter = new ArrayList<>();
    Optional<SqlKind> nulls = Optional.empty();
    while (wraps(call)) {
      switch (call.getKind()) {
        case FILTER -> filter.add(0, call.operand(1));
        case WITHIN_GROUP -> order.addAll(0, ((SqlNodeList) call.operand(1)).getList());
        default -> nulls = Optional.of(call.getKind());
      }
      call = call.operand(0);
    }
    List<SqlNode> arguments = new ArrayList<>();
    Optional<SqlNode> separator = Optional.empty();
    for (SqlNode operand : call.getOperandList()) {
      if (operand instanceof SqlNodeList items) {
        order.addAll(items.getList());
      } else if (operand != null && operand.getKind() == SqlKind.SEPARATOR) {
        separator = Optional.of(((SqlCall) operand).operand(0));
      } else {
        arguments.add(operand);
      }
    }
    return new AggregateParts(whole, call, arguments, order, separator, filter, nulls);
  }

  /** True if its order stands behind it in WITHIN GROUP; one in its parentheses ends with it. */
  boolean isWithinGroup() {
    SqlCall around = whole;
    while (wraps(around)) {
      SqlCall inner = around.operand(0);
      if (around.getKind() == SqlKind.WITHIN_GROUP) {
        return !around.getParserPosition().equals(inner.getParserPosition());
      }
      around = inner;
    }
    return false;
  }

  /** True for what stands around a call: FILTER, WITHIN GROUP, or what is said of nulls. */
  static boolean wraps(SqlCall call) {
    return switch (call.getKind()) {
      case FILTER, WITHIN_GROUP, IGNORE_NULLS, RESPECT_NULLS -> call.operand(0) instanceof SqlCall;
      default -> false;
    };
  }

  /** DISTINCT or ALL, or null. */
  SqlLiteral quantifier() {
    return call.getFunctionQuantifier();
  }
}
