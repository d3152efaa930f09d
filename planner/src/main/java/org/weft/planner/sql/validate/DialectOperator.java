package org.weft.planner.sql.validate;

import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlBinaryOperator;
import org.apache.calcite.sql.SqlOperatorBinding;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.InferTypes;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlOperandTypeChecker;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;

/** Operators of the standard that mean more here. */
public final class DialectOperator extends SqlBinaryOperator {
  /** A quotient of two integers is a floating number, as in DuckDB, Spark and Hive. */
  public static final DialectOperator DIVIDE =
      new DialectOperator(
          SqlStdOperatorTable.DIVIDE, 60, OperandTypes.DIVISION_OPERATOR, Meaning.QUOTIENT);

  /** What is concatenated and no text becomes one. */
  public static final DialectOperator CONCAT =
      new DialectOperator(SqlStdOperatorTable.CONCAT, 60, OperandTypes.ANY_ANY, Meaning.TEXT);

  /** A remainder of floating numbers is one, not a decimal. */
  public static final DialectOperator REMAINDER =
      new DialectOperator(
          SqlStdOperatorTable.PERCENT_REMAINDER,
          60,
          OperandTypes.NUMERIC_NUMERIC,
          Meaning.REMAINDER);

  private final Meaning meaning;

  private enum Meaning {
    QUOTIENT,
    REMAINDER,
    TEXT
  }

  private DialectOperator(
      SqlBinaryOperator standard, int precedence, SqlOperandTypeChecker operands, Meaning meaning) {
    super(
        standard.getName(),
        standard.getKind(),
        precedence,
        true,
        null,
        InferTypes.FIRST_KNOWN,
        operands);
    this.meaning = meaning;
  }

  @Override
  public RelDataType inferReturnType(SqlOperatorBinding binding) {
    RelDataType left = binding.getOperandType(0);
    RelDataType right = binding.getOperandType(1);
    if (meaning == Meaning.REMAINDER) {
      return remainder(binding);
    }
    if (meaning == Meaning.QUOTIENT && !isQuotientOfIntegers(left, right)) {
      return ReturnTypes.QUOTIENT_NULLABLE.inferReturnType(binding);
    }
    if (meaning == Meaning.TEXT && isConcatenation(left, right)) {
      return ReturnTypes.DYADIC_STRING_SUM_PRECISION_NULLABLE.inferReturnType(binding);
    }
    SqlTypeName name = meaning == Meaning.QUOTIENT ? SqlTypeName.DOUBLE : SqlTypeName.VARCHAR;
    return binding
        .getTypeFactory()
        .createTypeWithNullability(
            binding.getTypeFactory().createSqlType(name), left.isNullable() || right.isNullable());
  }

  private static RelDataType remainder(SqlOperatorBinding binding) {
    RelDataType left = binding.getOperandType(0);
    RelDataType right = binding.getOperandType(1);
    boolean isExact =
        !SqlTypeUtil.isApproximateNumeric(left) && !SqlTypeUtil.isApproximateNumeric(right);
    boolean isKnown =
        left.getSqlTypeName() != SqlTypeName.NULL && right.getSqlTypeName() != SqlTypeName.NULL;
    if (isExact && isKnown) {
      return ReturnTypes.NULLABLE_MOD.inferReturnType(binding);
    }
    RelDataType common = binding.getTypeFactory().leastRestrictive(List.of(left, right));
    boolean isNumber = common.getSqlTypeName() != SqlTypeName.NULL; // not both are bare NULLs
    RelDataType type =
        isNumber ? common : binding.getTypeFactory().createSqlType(SqlTypeName.INTEGER);
    return binding
        .getTypeFactory()
        .createTypeWithNullability(type, left.isNullable() || right.isNullable());
  }

  /** True if both are integers, or one is and the other is NULL. */
  public static boolean isQuotientOfIntegers(RelDataType left, RelDataType right) {
    return isInteger(left) && isInteger(right);
  }

  private static boolean isInteger(RelDataType type) {
    return SqlTypeUtil.isIntType(type) || type.getSqlTypeName() == SqlTypeName.NULL;
  }

  /** True if the standard's operator takes both. */
  public static boolean isConcatenation(RelDataType left, RelDataType right) {
    return (SqlTypeUtil.isCharacter(left) && SqlTypeUtil.isCharacter(right))
        || (SqlTypeUtil.isBinary(left) && SqlTypeUtil.isBinary(right));
  }
}
