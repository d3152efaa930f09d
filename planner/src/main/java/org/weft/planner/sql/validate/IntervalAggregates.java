package org.weft.planner.sql.validate;

import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlCallBinding;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlAvgAggFunction;
import org.apache.calcite.sql.fun.SqlSumAggFunction;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.SqlOperandTypeChecker;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * SUM and AVG of the standard, which take intervals too; SUM also counts what is true, and AVG of
 * dates and times is a time.
 */
public final class IntervalAggregates {
  private static final SqlOperandTypeChecker MEASURE =
      OperandTypes.NUMERIC_OR_INTERVAL.or(OperandTypes.DATETIME);
  private static final SqlOperandTypeChecker SUMMAND =
      OperandTypes.NUMERIC_OR_INTERVAL.or(OperandTypes.BOOLEAN);

  public static final SqlAggFunction SUM = new Sum();
  public static final SqlAggFunction AVG = new Avg();

  private IntervalAggregates() {}

  private static final class Sum extends SqlSumAggFunction {
    Sum() {
      super(SqlTypes.INSTANCE.createSqlType(SqlTypeName.DOUBLE));
    }

    @Override
    public SqlOperandTypeChecker getOperandTypeChecker() {
      return SUMMAND;
    }

    @Override
    public boolean checkOperandTypes(SqlCallBinding call, boolean throwOnFailure) {
      return SUMMAND.checkOperandTypes(call, throwOnFailure);
    }
  }

  private static final class Avg extends SqlAvgAggFunction {
    Avg() {
      super(SqlKind.AVG);
    }

    @Override
    public SqlOperandTypeChecker getOperandTypeChecker() {
      return MEASURE;
    }

    @Override
    public boolean checkOperandTypes(SqlCallBinding call, boolean throwOnFailure) {
      return MEASURE.checkOperandTypes(call, throwOnFailure);
    }
  }
}
