package org.weft.planner.sql.validate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlCallBinding;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlUtil;
import org.apache.calcite.sql.fun.SqlCase;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.sql.type.SqlTypeMappingRule;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorScope;
import org.apache.calcite.sql.validate.implicit.TypeCoercionImpl;
import org.apache.calcite.util.Static;
import org.weft.planner.expr.Value;
import org.weft.planner.sql.parse.EngineTypeSpec;
import org.weft.planner.sql.parse.IntervalLiterals;
import org.weft.planner.type.TypeKind;

/**
 * Implicit casts: between numbers, from date to timestamp, and between texts, or booleans, and what
 * stands beside them. A text <em>literal</em> is read as that, and must be such a value. Any other
 * text is cast to it where it is compared and computed with, and fails where it is none; where one
 * of several values is the result ({@code CASE}, set operations, lists), that is a text.
 */
final class DialectCoercion extends TypeCoercionImpl {
  /** The place of ELSE among the operands of a CASE. */
  private static final int ELSE = 3;

  DialectCoercion(RelDataTypeFactory typeFactory, SqlValidator validator) {
    super(typeFactory, validator);
  }

  @Override
  protected boolean needToCast(
      SqlValidatorScope scope, SqlNode node, RelDataType toType, SqlTypeMappingRule rule) {
    RelDataType fromType = validator.deriveType(scope, node);
    if (fromType == null || isForbidden(fromType, toType)) {
      return false;
    }
    if (fromType.isStruct()
        && toType.isStruct()
        && fromType.getFieldCount() != toType.getFieldCount()) {
      return true; // Calcite compares field by field
    }
    if (isTextLiteral(node) && !SqlTypeUtil.isCharacter(toType)) {
      checkLiteral((SqlLiteral) node, toType);
    }
    return super.needToCast(scope, node, toType, rule);
  }

  @Override
  protected boolean coerceOperandType(
      SqlValidatorScope scope, SqlCall call, int index, RelDataType targetType) {
    SqlNode operand = call.operand(index);
    if (!SqlTypeUtil.isInterval(targetType) || !isTextLiteral(operand)) {
      return super.coerceOperandType(scope, call, index, targetType);
    }
    call.setOperand(index, cast(scope, operand, targetType));
    return true;
  }

  /** Intervals have no casts in the tree: the text's value stands for it at once. */
  private SqlNode interval(SqlValidatorScope scope, SqlLiteral literal, RelDataType type) {
    String text = literal.getValueAs(String.class);
    Value.Span span = (Value.Span) TextLiterals.read(text, type).orElseThrow();
    SqlNode interval =
        TimeOperation.CONSTANT.createCall(
            literal.getParserPosition(),
            IntervalLiterals.counts(span, literal.getParserPosition()));
    updateInferredType(interval, validator.deriveType(scope, interval));
    return interval;
  }

  private static void checkLiteral(SqlLiteral literal, RelDataType type) {
    String text = literal.getValueAs(String.class);
    if (!TextLiterals.isValue(text, type)) {
      throw SqlUtil.newContextException(
          literal.getParserPosition(),
          Static.RESOURCE.invalidLiteral(text, type.getSqlTypeName().getName()));
    }
  }

  /** A NULL beside a date or an interval is not taken for one, but for what fits the operator. */
  @Override
  public boolean binaryArithmeticCoercion(SqlCallBinding binding) {
    boolean isOfTwo =
        binding.getOperandCount() == 2
            && binding.getCall().getKind().belongsTo(SqlKind.BINARY_ARITHMETIC);
    if (!isOfTwo) {
      return super.binaryArithmeticCoercion(binding);
    }
    RelDataType left = binding.getOperandType(0);
    RelDataType right = binding.getOperandType(1);
    if (TimeOperation.of(binding.getCall().getKind(), left, right).isPresent()) {
      return false;
    }
    boolean hasText = isText(left) || isText(right);
    return (hasText && new TextArithmetic(this, binding).cast())
        || super.binaryArithmeticCoercion(binding);
  }

  /** Texts and numbers that do not go together are refused here; the operators' check lets them. */
  @Override
  public boolean binaryComparisonCoercion(SqlCallBinding binding) {
    boolean aligned =
        new ComparedOperands(this, binding.getScope()).align(Operand.all(binding.getCall()));
    boolean coerced = super.binaryComparisonCoercion(binding) || aligned;
    ComparedOperands.check(binding);
    return coerced;
  }

  /** Also for {@code = ANY (…)} and the like. */
  @Override
  public boolean inOperationCoercion(SqlCallBinding binding) {
    boolean aligned = new ComparedSets(this, binding).align();
    boolean coerced = super.inOperationCoercion(binding) || aligned;
    if (binding.operand(1) instanceof SqlSelect && isQuantified(binding)) {
      coerced |= quantifyOperationCoercion(binding);
    }
    ComparedOperands.check(binding);
    return coerced;
  }

  private static boolean isQuantified(SqlCallBinding binding) {
    SqlKind kind = binding.getOperator().getKind();
    return kind == SqlKind.SOME || kind == SqlKind.ALL;
  }

  /** The types of expressions. */
  List<RelDataType> types(SqlValidatorScope scope, List<Operand> operands) {
    return operands.stream().map(operand -> validator.deriveType(scope, operand.get())).toList();
  }

  static boolean isText(RelDataType type) {
    return SqlTypeUtil.isCharacter(type);
  }

  /**
   * Exact numbers compare as they are; the translation to our plans gives both sides one type.
   * Beside a float an exact number is taken for one. Texts are what lies in lists and structs here:
   * others have been cast.
   */
  @Override
  public RelDataType commonTypeForBinaryComparison(RelDataType type1, RelDataType type2) {
    boolean areNumbers =
        type1 != null
            && type2 != null
            && SqlTypeUtil.isNumeric(type1)
            && SqlTypeUtil.isNumeric(type2);
    if (!areNumbers) {
      return fields(type1, type2)
          .or(() -> besideText(type1, type2))
          .or(() -> besideText(type2, type1))
          .orElseGet(() -> super.commonTypeForBinaryComparison(type1, type2));
    }
    boolean areAlike =
        SqlTypeUtil.isApproximateNumeric(type1) == SqlTypeUtil.isApproximateNumeric(type2);
    return areAlike
        ? null
        : factory.createTypeWithNullability(
            factory.createSqlType(SqlTypeName.DOUBLE), type1.isNullable() || type2.isNullable());
  }

  /** Of structs in which texts lie beside something else. */
  private Optional<RelDataType> fields(RelDataType type1, RelDataType type2) {
    boolean areStructs =
        type1 != null
            && type2 != null
            && type1.isStruct()
            && type2.isStruct()
            && type1.getFieldCount() == type2.getFieldCount()
            && factory.leastRestrictive(List.of(type1, type2)) == null;
    if (!areStructs) {
      return Optional.empty();
    }
    List<RelDataType> fields = new ArrayList<>();
    for (int i = 0; i < type1.getFieldCount(); i++) {
      RelDataType left = type1.getFieldList().get(i).getType();
      RelDataType right = type2.getFieldList().get(i).getType();
      RelDataType least = factory.leastRestrictive(List.of(left, right));
      RelDataType common = least == null ? commonTypeForBinaryComparison(left, right) : least;
      if (common == null) {
        return Optional.empty();
      }
      fields.add(common);
    }
    return Optional.of(
        factory.createTypeWithNullability(
            factory.createStructType(type1.getStructKind(), fields, type1.getFieldNames()),
            type1.isNullable() || type2.isNullable()));
  }

  private Optional<RelDataType> besideText(RelDataType text, RelDataType other) {
    boolean isBesideText =
        text != null
            && other != null
            && isText(text)
            && !isText(other)
            && !SqlTypeUtil.isNull(other);
    return isBesideText
        ? MixedTypes.compared(other)
            .map(
                type ->
                    factory.createTypeWithNullability(
                        type, text.isNullable() || other.isNullable()))
        : Optional.empty();
  }

  /** What the columns of set operations become, and what tells Calcite that branches do so. */
  @Override
  public RelDataType getWiderTypeFor(List<RelDataType> types, boolean stringPromotion) {
    if (types.stream().allMatch(RelDataType::isStruct)) {
      return MixedTypes.commonRow(types)
          .orElseGet(() -> super.getWiderTypeFor(types, stringPromotion));
    }
    return MixedTypes.areMixed(types)
        ? MixedTypes.common(types).orElse(null)
        : super.getWiderTypeFor(types, stringPromotion);
  }

  /** The branches of CASE and COALESCE. */
  @Override
  public boolean caseOrEquivalentCoercion(SqlCallBinding binding) {
    SqlCall call = binding.getCall();
    List<Operand> branches = new ArrayList<>();
    if (call instanceof SqlCase choice) {
      branches.addAll(Operand.all(choice.getThenOperands()));
      branches.add(Operand.of(choice, ELSE));
    } else if (call.getKind() == SqlKind.COALESCE) {
      branches.addAll(Operand.all(call));
    }
    return unite(binding.getScope(), branches) || super.caseOrEquivalentCoercion(binding);
  }

  /** Gives mixed values, of which one will be the result, one type; false if they are not mixed. */
  boolean unite(SqlValidatorScope scope, List<Operand> values) {
    return new UnitedValues(this, scope).unite(values);
  }

  /** Arguments of operators that Calcite checks. */
  @Override
  public RelDataType implicitCast(RelDataType in, SqlTypeFamily expected) {
    if (expected == SqlTypeFamily.NUMERIC && isText(in)) {
      return factory.createSqlType(SqlTypeName.DOUBLE);
    }
    boolean isCondition =
        expected == SqlTypeFamily.BOOLEAN && (SqlTypeUtil.isNumeric(in) || isText(in));
    return isCondition
        ? factory.createSqlType(SqlTypeName.BOOLEAN)
        : super.implicitCast(in, expected);
  }

  private static boolean isForbidden(RelDataType from, RelDataType to) {
    if (SqlTypeUtil.isNull(from)) {
      return false;
    }
    if (isText(to)) {
      return !MixedTypes.canBeText(from);
    }
    if (isText(from)) {
      return false; // only to what this class has chosen
    }
    boolean isCount = SqlTypeUtil.isBoolean(from) && SqlTypeUtil.isNumeric(to);
    boolean isCondition = SqlTypeUtil.isNumeric(from) && SqlTypeUtil.isBoolean(to);
    return !isCount
        && !isCondition
        && (SqlTypeUtil.isBoolean(from) != SqlTypeUtil.isBoolean(to)
            || SqlTypeUtil.isNumeric(from) != SqlTypeUtil.isNumeric(to)
            || (SqlTypeUtil.isTimestamp(from) && SqlTypeUtil.isDate(to)));
  }

  /** Casts an argument of a function. */
  void castArgument(SqlCallBinding call, int index, RelDataType type) {
    call.getCall().setOperand(index, cast(call.getScope(), call.operand(index), type));
  }

  /** Casts a column of a query, which may be a set operation. */
  boolean castColumn(SqlValidatorScope scope, SqlNode query, int column, RelDataType type) {
    SqlValidatorScope inner =
        query instanceof SqlSelect select ? validator.getSelectScope(select) : scope;
    return rowTypeCoercion(inner, query, column, type);
  }

  /** Tells what an expression has become whose parts were cast. */
  void update(SqlNode node, RelDataType type) {
    updateInferredType(node, type);
  }

  /**
   * The expression as this type; a literal, which must be such a value, is read as one.
   *
   * @param type may hold nulls if the expression does
   */
  SqlNode cast(SqlValidatorScope scope, SqlNode node, RelDataType type) {
    if (isTextLiteral(node) && !isText(type)) {
      checkLiteral((SqlLiteral) node, type);
      if (SqlTypeUtil.isInterval(type)) {
        return interval(scope, (SqlLiteral) node, type);
      }
    }
    RelDataType result =
        factory.createTypeWithNullability(type, validator.deriveType(scope, node).isNullable());
    SqlNode cast =
        SqlStdOperatorTable.CAST.createCall(node.getParserPosition(), node, spec(result));
    updateInferredType(cast, result);
    return cast;
  }

  private static SqlDataTypeSpec spec(RelDataType type) {
    boolean isOurs = SqlTypes.isStorable(type) && SqlTypes.toWeft(type).holds(TypeKind.ENUM);
    return isOurs
        ? new SqlDataTypeSpec(
                new EngineTypeSpec(SqlTypes.toWeft(type), SqlParserPos.ZERO), SqlParserPos.ZERO)
            .withNullable(type.isNullable())
        : SqlTypeUtil.convertTypeToSpec(type);
  }

  static boolean isTextLiteral(SqlNode node) {
    return node.getKind() == SqlKind.LITERAL
        && ((SqlLiteral) node).getTypeName().getFamily() == SqlTypeFamily.CHARACTER;
  }
}
