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
  private static final int MAX_WHOLE = DecimalType.MAX_PRECISION - 1;

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
    int whole = Math.max(precision - scale, zeros(call)) + 1;
    int digits = Math.min(DecimalType.MAX_PRECISION, whole + kept);
    return SqlTypes.INSTANCE.of(
        new DecimalType(Math.max(1, digits), kept),
        natural.isNullable() ? Field.Nullability.NULLABLE : Field.Nullability.REQUIRED);
  }

  /** How many digits before the point are rounded away: up to 1000 needs more digits than 3.1. */
  private static int zeros(SqlOperatorBinding call) {
    if (call.getOperandCount() == 1 || !call.isOperandLiteral(1, false)) {
      return 0;
    }
    BigDecimal digits = call.getOperandLiteralValue(1, BigDecimal.class);
    return digits == null
        ? 0
        : digits.negate().max(BigDecimal.ZERO).min(BigDecimal.valueOf(MAX_WHOLE)).intValue();
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
