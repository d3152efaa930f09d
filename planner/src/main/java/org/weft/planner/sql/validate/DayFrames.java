package org.weft.planner.sql.validate;

import java.util.function.Function;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlWindow;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.weft.planner.function.FunctionRegistry;

/** {@code RANGE 3 PRECEDING} over dates: so many days, which validation knows as an interval. */
final class DayFrames {
  private static final LibraryOperator DAYS = LibraryOperator.of(FunctionRegistry.get("to_days"));

  private DayFrames() {}

  /** Makes intervals of whole numbers if the only order key is a date. */
  static void rewrite(SqlWindow window, Function<SqlNode, RelDataType> typeOf) {
    SqlNodeList order = window.getOrderList();
    boolean hasOffset = isOffset(window.getLowerBound()) || isOffset(window.getUpperBound());
    if (!hasOffset
        || order.size() != 1
        || typeOf.apply(key(order.get(0))).getSqlTypeName() != SqlTypeName.DATE) {
      return;
    }
    inDays(window.getLowerBound(), typeOf);
    inDays(window.getUpperBound(), typeOf);
  }

  private static boolean isOffset(SqlNode bound) {
    return bound != null
        && (bound.getKind() == SqlKind.PRECEDING || bound.getKind() == SqlKind.FOLLOWING);
  }

  private static SqlNode key(SqlNode item) {
    SqlNode key = item;
    while (key.getKind() == SqlKind.DESCENDING
        || key.getKind() == SqlKind.NULLS_FIRST
        || key.getKind() == SqlKind.NULLS_LAST) {
      key = ((SqlCall) key).operand(0);
    }
    return key;
  }

  private static void inDays(SqlNode bound, Function<SqlNode, RelDataType> typeOf) {
    if (!isOffset(bound)) {
      return;
    }
    SqlCall call = (SqlCall) bound;
    SqlNode distance = call.operand(0);
    if (SqlTypeUtil.isIntType(typeOf.apply(distance))) {
      call.setOperand(0, DAYS.createCall(distance.getParserPosition(), distance));
    }
  }
}
