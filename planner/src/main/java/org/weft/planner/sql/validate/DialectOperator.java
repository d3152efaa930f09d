package org.weft.planner.sql.validate;

import java.util.List;
import java.util.Optional;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlBinaryOperator;
import org.apache.calcite.sql.SqlCallBinding;
import org.apache.calcite.sql.SqlOperatorBinding;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlOperandTypeChecker;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;
import org.weft.planner.function.FunctionEntry;
import org.weft.planner.function.FunctionRegistry;
import org.weft.planner.type.DataType;
import org.weft.planner.type.Field;

/** Operators of the standard that mean more here. */
public final class DialectOperator extends SqlBinaryOperator {
  /** A quotient of two integers is a floating number, as in DuckDB, Spark and Hive. */
  public static final DialectOperator DIVIDE =
      new DialectOperator(
          SqlStdOperatorTable.DIVIDE,
          60,
          OperandTypes.or(OperandTypes.NUMERIC_NUMERIC, TimeOperation.OPERANDS),
          Meaning.QUOTIENT);

  /** Lists become one list; what is concatenated and is no text becomes one. */
  public static final DialectOperator CONCAT =
      new DialectOperator(SqlStdOperatorTable.CONCAT, 60, OperandTypes.ANY_ANY, Meaning.TEXT);

  /** A remainder of floating numbers is one, not a decimal. */
  public static final DialectOperator REMAINDER =
      new DialectOperator(
          SqlStdOperatorTable.PERCENT_REMAINDER,
          60,
          OperandTypes.NUMERIC_NUMERIC,
          Meaning.REMAINDER);

  private static final FunctionEntry LIST_APPEND = FunctionRegistry.get("list_append");
  private static final FunctionEntry LIST_PREPEND = FunctionRegistry.get("list_prepend");
  private static final FunctionEntry LIST_CONCAT = FunctionRegistry.get("list_concat");

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
        TimeOperation.UNKNOWNS,
        operands);
    this.meaning = meaning;
  }

  @Override
  public boolean checkOperandTypes(SqlCallBinding call, boolean throwOnFailure) {
    if (meaning == Meaning.TEXT
        && !isListConcatenation(call.getOperandType(0), call.getOperandType(1))
        && addition(call.getOperandType(0), call.getOperandType(1)).isEmpty()
        && (isList(call.getOperandType(0)) || isList(call.getOperandType(1)))) {
      throw LibraryArguments.at(
          call.getCall().getParserPosition(),
          mismatch(call.getOperandType(0), call.getOperandType(1)));
    }
    return super.checkOperandTypes(call, throwOnFailure);
  }

  /**
   * The function that || of a list and what could be an element of it stands for, as in PostgreSQL
   * and Trino.
   *
   * @return nothing if they are no such
   */
  public static Optional<FunctionEntry> addition(RelDataType left, RelDataType right) {
    boolean isKnown =
        left.getSqlTypeName() != SqlTypeName.NULL && right.getSqlTypeName() != SqlTypeName.NULL;
    if (!isKnown || !(isList(left) || isList(right)) || isListConcatenation(left, right)) {
      return Optional.empty();
    }
    List<DataType> types = List.of(LibraryArguments.type(left), LibraryArguments.type(right));
    boolean isAppended = isList(left) && LIST_APPEND.bind(types).isPresent();
    if (isAppended) {
      return Optional.of(LIST_APPEND);
    }
    boolean isPrepended = isList(right) && LIST_PREPEND.bind(types).isPresent();
    return isPrepended ? Optional.of(LIST_PREPEND) : Optional.empty();
  }

  private static WeftException mismatch(RelDataType left, RelDataType right) {
    boolean areLists = isList(left) && isList(right);
    return WeftException.of(
            ErrorCode.TYPE_MISMATCH,
            "|| does not join " + SqlTypes.toWeft(left) + " and " + SqlTypes.toWeft(right))
        .hint(
            areLists
                ? "cast the lists to one type"
                : isList(left)
                    ? "use list_append(list, element), or write the element as a list"
                    : "use list_prepend(element, list), or write the element as a list");
  }

  @Override
  public RelDataType inferReturnType(SqlOperatorBinding binding) {
    RelDataType left = binding.getOperandType(0);
    RelDataType right = binding.getOperandType(1);
    if (meaning == Meaning.REMAINDER) {
      return remainder(binding);
    }
    if (meaning == Meaning.TEXT && isListConcatenation(left, right)) {
      return result(LIST_CONCAT, binding, left.isNullable() || right.isNullable());
    }
    if (meaning == Meaning.TEXT && (isList(left) || isList(right))) {
      Optional<FunctionEntry> addition = addition(left, right);
      if (addition.isPresent()) {
        RelDataType list = addition.get() == LIST_APPEND ? left : right;
        return result(addition.get(), binding, list.isNullable());
      }
    }
    Optional<TimeOperation> ofTimes = TimeOperation.of(getKind(), left, right);
    if (ofTimes.isPresent()) {
      return ofTimes.get().type(left, right);
    }
    if (meaning == Meaning.QUOTIENT && !isQuotientOfIntegers(left, right)) {
      return ReturnTypes.QUOTIENT_NULLABLE.inferReturnType(binding);
    }
    // without a length: that of a bare NULL is told differently before and after conversion
    SqlTypeName name = meaning == Meaning.QUOTIENT ? SqlTypeName.DOUBLE : joined(left, right);
    return binding
        .getTypeFactory()
        .createTypeWithNullability(
            binding.getTypeFactory().createSqlType(name), left.isNullable() || right.isNullable());
  }

  private static RelDataType result(
      FunctionEntry function, SqlOperatorBinding binding, boolean isNullable) {
    List<DataType> types =
        List.of(
            LibraryArguments.type(binding.getOperandType(0)),
            LibraryArguments.type(binding.getOperandType(1)));
    return SqlTypes.INSTANCE.createTypeWithNullability(
        SqlTypes.INSTANCE.of(
            function.bind(types).orElseThrow().result(), Field.Nullability.NULLABLE),
        isNullable);
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

  /** True if both are lists whose elements share a type, or one is and the other is NULL. */
  public static boolean isListConcatenation(RelDataType left, RelDataType right) {
    boolean someList = isList(left) || isList(right);
    boolean onlyLists = isListOrNull(left) && isListOrNull(right);
    return someList
        && onlyLists
        && LIST_CONCAT
            .bind(List.of(LibraryArguments.type(left), LibraryArguments.type(right)))
            .isPresent();
  }

  private static boolean isList(RelDataType type) {
    return type.getSqlTypeName() == SqlTypeName.ARRAY;
  }

  private static boolean isListOrNull(RelDataType type) {
    return isList(type) || type.getSqlTypeName() == SqlTypeName.NULL;
  }

  /** What texts or bytes become: bytes, if one is and the other is or is NULL. */
  public static SqlTypeName joined(RelDataType left, RelDataType right) {
    boolean areBytes =
        (SqlTypeUtil.isBinary(left) && (SqlTypeUtil.isBinary(right) || SqlTypeUtil.isNull(right)))
            || (SqlTypeUtil.isNull(left) && SqlTypeUtil.isBinary(right));
    return areBytes ? SqlTypeName.VARBINARY : SqlTypeName.VARCHAR;
  }

  /** True if the standard's operator takes both. */
  public static boolean isConcatenation(RelDataType left, RelDataType right) {
    return (SqlTypeUtil.isCharacter(left) && SqlTypeUtil.isCharacter(right))
        || (SqlTypeUtil.isBinary(left) && SqlTypeUtil.isBinary(right));
  }
}
