package org.weft.planner.sql.validate;

import java.util.List;
import java.util.Optional;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlCallBinding;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlUtil;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.sql.type.SqlTypeMappingRule;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorScope;
import org.apache.calcite.sql.validate.implicit.TypeCoercionImpl;
import org.apache.calcite.util.Static;
import org.weft.planner.expr.Value;
import org.weft.planner.sql.parse.IntervalLiterals;

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
    if (isTextLiteral(node) && !SqlTypeUtil.isCharacter(toType)) {
      checkLiteral((SqlLiteral) node, toType);
    }
    return super.needToCast(scope, node, toType, rule);
  }

  /** Intervals have no casts in the tree: the text's value stands for it at once. */
  @Override
  protected boolean coerceOperandType(
      SqlValidatorScope scope, SqlCall call, int index, RelDataType targetType) {
    SqlNode operand = call.operand(index);
    if (!SqlTypeUtil.isInterval(targetType) || !isTextLiteral(operand)) {
      return super.coerceOperandType(scope, call, index, targetType);
    }
    checkLiteral((SqlLiteral) operand, targetType);
    String text = ((SqlLiteral) operand).getValueAs(String.class);
    Value.Span span = (Value.Span) TextLiterals.read(text, targetType).orElseThrow();
    SqlNode interval =
        TimeOperation.CONSTANT.createCall(
            operand.getParserPosition(),
            IntervalLiterals.counts(span, operand.getParserPosition()));
    call.setOperand(index, interval);
    updateInferredType(interval, validator.deriveType(scope, interval));
    return true;
  }

  private static void checkLiteral(SqlLiteral literal, RelDataType type) {
    String text = literal.getValueAs(String.class);
    if (TextLiterals.read(text, type).isEmpty()) {
      throw SqlUtil.newContextException(
          literal.getParserPosition(),
          Static.RESOURCE.invalidLiteral(text, type.getSqlTypeName().getName()));
    }
  }

  /** A NULL beside a date or an interval is not taken for one, but for what fits the operator. */
  @Override
  public boolean binaryArithmeticCoercion(SqlCallBinding binding) {
    boolean isOfTimes =
        binding.getOperandCount() == 2
            && TimeOperation.of(
                    binding.getCall().getKind(),
                    binding.getOperandType(0),
                    binding.getOperandType(1))
                .isPresent();
    return !isOfTimes && super.binaryArithmeticCoercion(binding);
  }

  /** Texts and numbers are refused here; the operators' own check lets them pass. */
  @Override
  public boolean binaryComparisonCoercion(SqlCallBinding binding) {
    boolean coerced = super.binaryComparisonCoercion(binding);
    checkComparable(binding);
    return coerced;
  }

  @Override
  public boolean inOperationCoercion(SqlCallBinding binding) {
    boolean coerced = super.inOperationCoercion(binding);
    checkComparable(binding);
    return coerced;
  }

  private static void checkComparable(SqlCallBinding binding) {
    RelDataType text = null;
    RelDataType other = null;
    for (int i = 0; i < binding.getOperandCount(); i++) {
      RelDataType type = onlyColumn(binding.getOperandType(i));
      if (SqlTypeUtil.isCharacter(type)) {
        text = type;
      } else if (!type.isStruct() && !SqlTypeUtil.isNull(type)) {
        other = type;
      }
    }
    if (text != null && other != null) {
      throw SqlUtil.newContextException(
          binding.getCall().getParserPosition(),
          Static.RESOURCE.typeNotComparable(
              text.getSqlTypeName().getName(), other.getSqlTypeName().getName()));
    }
  }

  /** The type of a sub-query's only column, or the type itself. */
  private static RelDataType onlyColumn(RelDataType type) {
    return type.isStruct() && type.getFieldCount() == 1
        ? type.getFieldList().get(0).getType()
        : type;
  }

  /**
   * Exact numbers compare as they are; the translation to our plans gives both sides one type.
   * Beside a float an exact number is taken for one.
   */
  @Override
  public RelDataType commonTypeForBinaryComparison(RelDataType type1, RelDataType type2) {
    boolean areNumbers =
        type1 != null
            && type2 != null
            && SqlTypeUtil.isNumeric(type1)
            && SqlTypeUtil.isNumeric(type2);
    if (!areNumbers) {
      return ofText(type1, type2)
          .or(() -> ofText(type2, type1))
          .orElseGet(() -> super.commonTypeForBinaryComparison(type1, type2));
    }
    boolean areAlike =
        SqlTypeUtil.isApproximateNumeric(type1) == SqlTypeUtil.isApproximateNumeric(type2);
    return areAlike
        ? null
        : factory.createTypeWithNullability(
            factory.createSqlType(SqlTypeName.DOUBLE), type1.isNullable() || type2.isNullable());
  }

  /**
   * What the branches of CASE and COALESCE and the columns of set operations become: texts, which
   * must be literals then, are read as what the others are.
   */
  @Override
  public RelDataType getWiderTypeFor(List<RelDataType> types, boolean stringPromotion) {
    return besideTexts(types)
        .map(
            common ->
                factory.createTypeWithNullability(
                    common, types.stream().anyMatch(RelDataType::isNullable)))
        .orElseGet(() -> super.getWiderTypeFor(types, stringPromotion));
  }

  /** What those among texts have in common that are none themselves. */
  Optional<RelDataType> besideTexts(List<RelDataType> types) {
    List<RelDataType> others =
        types.stream()
            .filter(type -> !SqlTypeUtil.isCharacter(type) && !SqlTypeUtil.isNull(type))
            .toList();
    boolean isMixed =
        !others.isEmpty() && types.stream().anyMatch(type -> SqlTypeUtil.isCharacter(type));
    return isMixed ? Optional.ofNullable(factory.leastRestrictive(others)) : Optional.empty();
  }

  /** A text beside an interval or bytes, if it is a literal, is read as one. */
  private Optional<RelDataType> ofText(RelDataType other, RelDataType text) {
    boolean isText =
        other != null
            && text != null
            && (SqlTypeUtil.isInterval(other) || SqlTypeUtil.isBinary(other))
            && SqlTypeUtil.isCharacter(text);
    return isText
        ? Optional.of(factory.createTypeWithNullability(other, text.isNullable()))
        : Optional.empty();
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

  /** Casts a text that a function takes for something else. */
  void castArgument(SqlCallBinding call, int index, RelDataType type) {
    SqlNode text = call.operand(index);
    if (isTextLiteral(text)) {
      coerceOperandType(call.getScope(), call.getCall(), index, type);
      return;
    }
    RelDataType result =
        factory.createTypeWithNullability(type, call.getOperandType(index).isNullable());
    SqlNode cast =
        SqlStdOperatorTable.CAST.createCall(
            text.getParserPosition(), text, SqlTypeUtil.convertTypeToSpec(result));
    call.getCall().setOperand(index, cast);
    updateInferredType(cast, result);
  }

  static boolean isTextLiteral(SqlNode node) {
    return node.getKind() == SqlKind.LITERAL
        && ((SqlLiteral) node).getTypeName().getFamily() == SqlTypeFamily.CHARACTER;
  }
}
