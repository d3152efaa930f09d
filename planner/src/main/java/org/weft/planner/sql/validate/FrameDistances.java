package org.weft.planner.sql.validate;

import java.util.function.Function;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlBasicTypeNameSpec;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlWindow;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.weft.planner.function.FunctionRegistry;
import org.weft.planner.sql.rewrite.OrderKeys;

/**
 * What validation does not know of distances: {@code RANGE 3 PRECEDING} over dates is so many days,
 * an interval, and {@code RANGE 'inf' PRECEDING} over numbers is a number.
 */
final class FrameDistances {
  private static final LibraryOperator DAYS = LibraryOperator.of(FunctionRegistry.get("to_days"));

  private FrameDistances() {}

  /** Gives the distances a type that suits the only order key. */
  static void rewrite(SqlWindow window, Function<SqlNode, RelDataType> typeOf) {
    SqlNodeList order = window.getOrderList();
    boolean hasOffset = isOffset(window.getLowerBound()) || isOffset(window.getUpperBound());
    if (!hasOffset || order.size() != 1) {
      return;
    }
    RelDataType key = typeOf.apply(OrderKeys.bare(order.get(0)));
    if (key.getSqlTypeName() == SqlTypeName.DATE) {
      inDays(window.getLowerBound(), typeOf);
      inDays(window.getUpperBound(), typeOf);
    } else if (SqlTypeUtil.isNumeric(key)) {
      asNumber(window.getLowerBound());
      asNumber(window.getUpperBound());
    }
  }

  private static boolean isOffset(SqlNode bound) {
    return bound != null
        && (bound.getKind() == SqlKind.PRECEDING || bound.getKind() == SqlKind.FOLLOWING);
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

  private static void asNumber(SqlNode bound) {
    if (!isOffset(bound) || !DialectCoercion.isTextLiteral(((SqlCall) bound).operand(0))) {
      return;
    }
    SqlNode text = ((SqlCall) bound).operand(0);
    SqlParserPos pos = text.getParserPosition();
    SqlDataTypeSpec type =
        new SqlDataTypeSpec(new SqlBasicTypeNameSpec(SqlTypeName.DOUBLE, pos), pos);
    ((SqlCall) bound).setOperand(0, CastOperator.CAST.createCall(pos, text, type));
  }
}
