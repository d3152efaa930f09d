package org.weft.planner.sql.validate;

import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperatorBinding;
import org.apache.calcite.sql.fun.SqlFloorFunction;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * FLOOR and CEIL whose decimal result has room for one digit more before the point: the next whole
 * number above 9.5 is 10, for which Calcite's own result type has no place.
 */
public final class WholeNumberFunction extends SqlFloorFunction {
  WholeNumberFunction(SqlKind kind) {
    super(kind);
  }

  @Override
  public RelDataType inferReturnType(SqlOperatorBinding call) {
    RelDataType number = call.getOperandType(0);
    if (number.getSqlTypeName() != SqlTypeName.DECIMAL || number.getScale() == 0) {
      return super.inferReturnType(call);
    }
    int most = call.getTypeFactory().getTypeSystem().getMaxPrecision(SqlTypeName.DECIMAL);
    int digits = Math.min(most, number.getPrecision() - number.getScale() + 1);
    RelDataType whole = call.getTypeFactory().createSqlType(SqlTypeName.DECIMAL, digits, 0);
    return call.getTypeFactory().createTypeWithNullability(whole, number.isNullable());
  }
}
