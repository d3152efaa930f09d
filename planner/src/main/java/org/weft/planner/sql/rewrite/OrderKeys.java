package org.weft.planner.sql.rewrite;

import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;

/** Keys of ORDER BY: expressions with a direction and a place for nulls around them. */
public final class OrderKeys {
  private OrderKeys() {}

  /** The key without its direction. */
  public static SqlNode bare(SqlNode key) {
    return switch (key.getKind()) {
      case DESCENDING, NULLS_FIRST, NULLS_LAST -> bare(((SqlCall) key).operand(0));
      default -> key;
    };
  }

  /** True if the largest come first. */
  public static boolean isDescending(SqlNode key) {
    return switch (key.getKind()) {
      case DESCENDING -> true;
      case NULLS_FIRST, NULLS_LAST -> isDescending(((SqlCall) key).operand(0));
      default -> false;
    };
  }

  /** Another expression with the direction of this key. */
  public static SqlNode like(SqlNode key, SqlNode expression) {
    SqlKind kind = key.getKind();
    if (kind == SqlKind.DESCENDING || kind == SqlKind.NULLS_FIRST || kind == SqlKind.NULLS_LAST) {
      SqlCall call = (SqlCall) key;
      return call.getOperator()
          .createCall(key.getParserPosition(), like(call.operand(0), expression));
    }
    return expression;
  }
}
