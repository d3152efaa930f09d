package org.weft.planner.sql.validate;

import java.math.RoundingMode;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rel.type.RelDataTypeSystemImpl;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.weft.planner.type.DecimalType;

/** Precisions, and the types of sums and means: those of {@code org.weft.planner.expr}. */
final class SqlTypeRules extends RelDataTypeSystemImpl {
  private static final int NANOSECONDS = 9;
  private static final int MICROSECONDS = 6;
  private static final int MIN_QUOTIENT_SCALE = 12;
  private static final int DEFAULT_DECIMAL_PRECISION = 18;

  @Override
  public int getMaxPrecision(SqlTypeName type) {
    return switch (type) {
      case DECIMAL -> DecimalType.MAX_PRECISION;
      case TIME, TIMESTAMP, TIMESTAMP_WITH_LOCAL_TIME_ZONE, TIMESTAMP_TZ -> NANOSECONDS;
      default -> super.getMaxPrecision(type);
    };
  }

  @Override
  public int getMaxScale(SqlTypeName type) {
    return type == SqlTypeName.DECIMAL ? DecimalType.MAX_PRECISION : super.getMaxScale(type);
  }

  @Override
  public int getDefaultPrecision(SqlTypeName type) {
    return switch (type) {
      case DECIMAL -> DEFAULT_DECIMAL_PRECISION;
      case TIME, TIMESTAMP, TIMESTAMP_WITH_LOCAL_TIME_ZONE, TIMESTAMP_TZ -> MICROSECONDS;
      default -> super.getDefaultPrecision(type);
    };
  }

  @Override
  public RoundingMode roundingMode() {
    return RoundingMode.HALF_UP;
  }

  /** {@code CASE … 'ab' … 'abcd'} is a text of varying length, never padded. */
  @Override
  public boolean shouldConvertRaggedUnionTypesToVarying() {
    return true;
  }

  /**
   * A quotient has at least twelve digits behind the point, more if the divisor's digits give them
   * and the whole part leaves room.
   */
  @Override
  public RelDataType deriveDecimalDivideType(
      RelDataTypeFactory factory, RelDataType dividend, RelDataType divisor) {
    boolean isDecimal =
        SqlTypeUtil.isExactNumeric(dividend)
            && SqlTypeUtil.isExactNumeric(divisor)
            && (SqlTypeUtil.isDecimal(dividend) || SqlTypeUtil.isDecimal(divisor));
    if (!isDecimal) {
      return null;
    }
    int whole = dividend.getPrecision() - dividend.getScale() + divisor.getScale();
    int wanted = Math.max(MIN_QUOTIENT_SCALE, dividend.getScale() + divisor.getPrecision() + 1);
    int room = Math.max(MIN_QUOTIENT_SCALE, DecimalType.MAX_PRECISION - whole);
    int scale = Math.min(wanted, room);
    int precision = Math.min(DecimalType.MAX_PRECISION, whole + scale);
    return factory.createSqlType(SqlTypeName.DECIMAL, precision, scale);
  }

  @Override
  public RelDataType deriveSumType(RelDataTypeFactory factory, RelDataType argument) {
    SqlTypeName name = argument.getSqlTypeName();
    RelDataType sum;
    if (name == SqlTypeName.DECIMAL) {
      sum =
          factory.createSqlType(
              SqlTypeName.DECIMAL, DecimalType.MAX_PRECISION, argument.getScale());
    } else if (SqlTypeUtil.isIntType(argument)
        || name == SqlTypeName.BOOLEAN
        || name == SqlTypeName.NULL) {
      sum = factory.createSqlType(SqlTypeName.DECIMAL, DecimalType.MAX_PRECISION, 0);
    } else if (SqlTypeUtil.isApproximateNumeric(argument)) {
      sum = factory.createSqlType(SqlTypeName.DOUBLE);
    } else {
      return argument;
    }
    return factory.createTypeWithNullability(sum, argument.isNullable());
  }

  @Override
  public RelDataType deriveAvgAggType(RelDataTypeFactory factory, RelDataType argument) {
    if (SqlTypeUtil.isDatetime(argument)) {
      SqlTypeName name = argument.getSqlTypeName();
      RelDataType mean =
          factory.createSqlType(
              name == SqlTypeName.DATE ? SqlTypeName.TIMESTAMP : name, MICROSECONDS);
      return factory.createTypeWithNullability(mean, argument.isNullable());
    }
    if (!SqlTypeUtil.isNumeric(argument) && argument.getSqlTypeName() != SqlTypeName.NULL) {
      return argument;
    }
    return factory.createTypeWithNullability(
        factory.createSqlType(SqlTypeName.DOUBLE), argument.isNullable());
  }
}
