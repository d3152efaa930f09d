package org.weft.planner.sql.validate;

import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlCallBinding;
import org.apache.calcite.sql.SqlOperatorBinding;
import org.apache.calcite.sql.fun.SqlItemOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;

/**
 * {@code value[index]}: of lists, maps and structs as in the standard, and of texts. The position
 * in a list may be a literal text.
 */
final class ElementOperator extends SqlItemOperator {
  static final ElementOperator INSTANCE = new ElementOperator();

  private ElementOperator() {
    super("ITEM", ((SqlItemOperator) SqlStdOperatorTable.ITEM).getOperandTypeChecker(), 1, true);
  }

  @Override
  public boolean checkOperandTypes(SqlCallBinding call, boolean throwOnFailure) {
    if (call.getOperandType(0).getSqlTypeName() == SqlTypeName.ARRAY
        && DialectCoercion.isTextLiteral(call.operand(1))) {
      RelDataType position = SqlTypes.INSTANCE.createSqlType(SqlTypeName.BIGINT);
      ((DialectCoercion) call.getValidator().getTypeCoercion()).castArgument(call, 1, position);
    }
    return isOfText(call) || super.checkOperandTypes(call, throwOnFailure);
  }

  @Override
  public RelDataType inferReturnType(SqlOperatorBinding call) {
    return isOfText(call)
        ? SqlTypes.INSTANCE.createTypeWithNullability(
            SqlTypes.INSTANCE.createSqlType(SqlTypeName.VARCHAR), true)
        : super.inferReturnType(call);
  }

  private static boolean isOfText(SqlOperatorBinding call) {
    RelDataType index = call.getOperandType(1);
    return SqlTypeUtil.isCharacter(call.getOperandType(0))
        && (SqlTypeUtil.isIntType(index) || index.getSqlTypeName() == SqlTypeName.NULL);
  }
}
