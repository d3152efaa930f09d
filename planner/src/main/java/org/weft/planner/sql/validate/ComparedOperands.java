package org.weft.planner.sql.validate;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlCallBinding;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlUtil;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.sql.validate.SqlValidatorScope;
import org.apache.calcite.util.Static;

/**
 * What is compared with each other, texts with others, or booleans with numbers: literals are read
 * as what the others are, other texts are cast to what {@link MixedTypes} says.
 */
final class ComparedOperands {
  private final DialectCoercion coercion;
  private final SqlValidatorScope scope;

  ComparedOperands(DialectCoercion coercion, SqlValidatorScope scope) {
    this.coercion = coercion;
    this.scope = scope;
  }

  /** Casts what has to be; false if that is nothing. */
  boolean align(List<Operand> compared) {
    boolean coerced = castEnums(compared);
    List<RelDataType> types = coercion.types(scope, compared);
    if (!MixedTypes.areMixed(types)) {
      return coerced;
    }
    Optional<RelDataType> others = MixedTypes.besideTexts(types);
    if (others.isEmpty() || others.get().isStruct()) {
      return coerced;
    }
    for (int i = 0; i < types.size(); i++) {
      SqlNode node = compared.get(i).get();
      Optional<RelDataType> type = target(node, types.get(i), others.get());
      if (type.isPresent()) {
        compared.get(i).set(coercion.cast(scope, node, type.get()));
        coerced = true;
      }
    }
    return coerced;
  }

  /** Enums beside others, or beside texts, are compared as texts. */
  private boolean castEnums(List<Operand> compared) {
    List<RelDataType> types = coercion.types(scope, compared);
    boolean hasEnum = types.stream().anyMatch(EnumSqlType.class::isInstance);
    if (!hasEnum || !isTextual(EnumSqlType.common(types))) {
      return false;
    }
    for (int i = 0; i < types.size(); i++) {
      if (types.get(i) instanceof EnumSqlType) {
        compared.get(i).set(coercion.cast(scope, compared.get(i).get(), MixedTypes.text()));
      }
    }
    return true;
  }

  private static boolean isTextual(RelDataType common) {
    return common != null && SqlTypeUtil.isCharacter(common);
  }

  /** As what an expression is compared with others; nothing if it stays what it is. */
  static Optional<RelDataType> target(SqlNode node, RelDataType type, RelDataType others) {
    if (SqlTypeUtil.isBoolean(type) && SqlTypeUtil.isNumeric(others)) {
      return Optional.of(MixedTypes.asNumber(type));
    }
    if (!DialectCoercion.isText(type)) {
      return Optional.empty();
    }
    Optional<RelDataType> cast = MixedTypes.compared(others);
    boolean isRead =
        DialectCoercion.isTextLiteral(node)
            && (cast.isEmpty() || keepsValue(((SqlLiteral) node).getValueAs(String.class), others));
    return isRead ? Optional.of(others) : cast;
  }

  /** False for a number of more digits than the type has, which would be rounded or fail. */
  private static boolean keepsValue(String text, RelDataType type) {
    Optional<Object> value =
        SqlTypeUtil.isExactNumeric(type) ? TextLiterals.read(text, type) : Optional.empty();
    if (value.isEmpty()) {
      return true;
    }
    BigDecimal number = ((BigDecimal) value.get()).stripTrailingZeros();
    int scale = Math.max(0, type.getScale());
    int whole = number.precision() - number.scale();
    // an integer type has some of the numbers of its most digits
    int most = type.getPrecision() - scale - (SqlTypeUtil.isIntType(type) ? 1 : 0);
    return number.scale() <= scale && whole <= most;
  }

  /**
   * Refuses texts that are still beside something else: the operators' own check lets them pass.
   */
  static void check(SqlCallBinding binding) {
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
}
