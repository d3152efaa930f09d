package org.weft.planner.sql.validate;

import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.sql.type.SqlTypeMappingRule;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorScope;
import org.apache.calcite.sql.validate.implicit.TypeCoercionImpl;

/**
 * Implicit casts: between numbers, from date to timestamp, and from a text <em>literal</em> to what
 * stands beside it. A text column is never taken for a number or a date, nor the other way.
 */
final class StrictCoercion extends TypeCoercionImpl {
  StrictCoercion(RelDataTypeFactory typeFactory, SqlValidator validator) {
    super(typeFactory, validator);
  }

  @Override
  protected boolean needToCast(
      SqlValidatorScope scope, SqlNode node, RelDataType toType, SqlTypeMappingRule rule) {
    RelDataType fromType = validator.deriveType(scope, node);
    if (fromType == null || isForbidden(node, fromType, toType)) {
      return false;
    }
    return super.needToCast(scope, node, toType, rule);
  }

  /** Numbers compare as they are; the translation to our plans gives both sides one type. */
  @Override
  public RelDataType commonTypeForBinaryComparison(RelDataType type1, RelDataType type2) {
    boolean areNumbers =
        type1 != null
            && type2 != null
            && SqlTypeUtil.isNumeric(type1)
            && SqlTypeUtil.isNumeric(type2);
    return areNumbers ? null : super.commonTypeForBinaryComparison(type1, type2);
  }

  private static boolean isForbidden(SqlNode node, RelDataType from, RelDataType to) {
    if (SqlTypeUtil.isNull(from)) {
      return false;
    }
    boolean fromText = SqlTypeUtil.isCharacter(from);
    boolean toText = SqlTypeUtil.isCharacter(to);
    if (fromText && !toText) {
      return !isTextLiteral(node);
    }
    if (toText && !fromText) {
      return true;
    }
    return SqlTypeUtil.isBoolean(from) != SqlTypeUtil.isBoolean(to)
        || SqlTypeUtil.isNumeric(from) != SqlTypeUtil.isNumeric(to)
        || (SqlTypeUtil.isTimestamp(from) && SqlTypeUtil.isDate(to));
  }

  private static boolean isTextLiteral(SqlNode node) {
    return node.getKind() == SqlKind.LITERAL
        && ((SqlLiteral) node).getTypeName().getFamily() == SqlTypeFamily.CHARACTER;
  }
}
