package org.weft.planner.sql.validate;

import java.math.BigDecimal;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlOperatorBinding;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.weft.planner.function.FunctionEntry;
import org.weft.planner.type.DecimalType;
import org.weft.planner.type.Field;

/** A function that leaves a decimal so many digits: the result has that many, if it is told. */
public final class RoundingOperator extends LibraryOperator {
  RoundingOperator(String name, FunctionEntry entry) {
    super(name, entry);
  }

  @Override
  public RelDataType inferReturnType(SqlOperatorBinding call) {
    RelDataType natural = super.inferReturnType(call);
    if (!SqlTypeUtil.isDecimal(call.getOperandType(0))) {
      return natural;
    }
    int precision = call.getOperandType(0).getPrecision();
    int scale = Math.max(0, call.getOperandType(0).getScale());
    int kept = Math.min(scale, digits(call, scale));
    int digits = Math.min(DecimalType.MAX_PRECISION, precision - scale + kept + 1);
    return SqlTypes.INSTANCE.of(
        new DecimalType(Math.max(1, digits), kept),
        natural.isNullable() ? Field.Nullability.NULLABLE : Field.Nullability.REQUIRED);
  }

  /** How many digits behind the point stay; all if that is told by the rows. */
  private static int digits(SqlOperatorBinding call, int all) {
    if (call.getOperandCount() == 1) {
      return 0;
    }
    if (!call.isOperandLiteral(1, false)) {
      return all;
    }
    BigDecimal digits = call.getOperandLiteralValue(1, BigDecimal.class);
    return digits == null
        ? all
        : digits.max(BigDecimal.ZERO).min(BigDecimal.valueOf(all)).intValue();
  }
}
