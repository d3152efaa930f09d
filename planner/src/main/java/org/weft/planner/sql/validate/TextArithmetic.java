package org.weft.planner.sql.validate;

import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlCallBinding;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.weft.planner.type.Field;
import org.weft.planner.type.SimpleType;

/**
 * Texts that are computed with. Beside numbers they are floating numbers, as in Spark and Hive; but
 * a whole number that is a literal beside an integer is one. What multiplies an interval is one,
 * too. What is moved by an interval is a timestamp, and what is subtracted from a date or
 * timestamp, or the other way, is one like it.
 */
final class TextArithmetic {
  private static final Pattern WHOLE_NUMBER = Pattern.compile("\\s*[+-]?[0-9]+\\s*");
  private static final Pattern WORDS = Pattern.compile("(?s).*[A-Za-z].*");
  private static final int MICROSECONDS = 6;

  private final DialectCoercion coercion;
  private final SqlCallBinding binding;

  TextArithmetic(DialectCoercion coercion, SqlCallBinding binding) {
    this.coercion = coercion;
    this.binding = binding;
  }

  /** Casts the texts; false if there is nothing that they could be. */
  boolean cast() {
    RelDataType left = binding.getOperandType(0);
    RelDataType right = binding.getOperandType(1);
    boolean coerced = DialectCoercion.isText(left) && cast(0, right);
    return (DialectCoercion.isText(right) && cast(1, left)) || coerced;
  }

  private boolean cast(int index, RelDataType other) {
    Optional<RelDataType> type = type(index, other);
    type.ifPresent(t -> coercion.castArgument(binding, index, t));
    return type.isPresent();
  }

  private Optional<RelDataType> type(int index, RelDataType other) {
    Optional<String> literal = literal(binding.operand(index));
    if (SqlTypeUtil.isInterval(other)) {
      SqlKind kind = binding.getOperator().getKind();
      boolean isFactor = kind == SqlKind.TIMES || (kind == SqlKind.DIVIDE && index == 1);
      return isFactor
          ? Optional.of(SqlTypes.INSTANCE.createSqlType(SqlTypeName.DOUBLE))
          : ofTime(index).filter(type -> isValue(literal, type));
    }
    if (SqlTypeUtil.isDate(other) || SqlTypeUtil.isTimestamp(other)) {
      boolean isLength =
          SqlTypeUtil.isTimestamp(other)
              && (index == 1 || binding.getOperator().getKind() == SqlKind.PLUS)
              && literal.isPresent()
              && WORDS.matcher(literal.get()).matches()
              && isValue(literal, interval());
      return isLength
          ? Optional.of(interval())
          : MixedTypes.compared(other)
              .filter(type -> binding.getOperator().getKind() == SqlKind.MINUS)
              .filter(type -> isValue(literal, type));
    }
    boolean isNumber =
        DialectCoercion.isText(other) || SqlTypeUtil.isNumeric(other) || SqlTypeUtil.isNull(other);
    if (!isNumber) {
      return Optional.empty();
    }
    boolean isWhole =
        SqlTypeUtil.isIntType(other)
            && literal.isPresent()
            && WHOLE_NUMBER.matcher(literal.get()).matches();
    return Optional.of(isWhole ? other : SqlTypes.INSTANCE.createSqlType(SqlTypeName.DOUBLE));
  }

  /** What an interval is added to, or subtracted from. */
  private Optional<RelDataType> ofTime(int index) {
    SqlKind kind = binding.getOperator().getKind();
    boolean isMoved = kind == SqlKind.PLUS || (kind == SqlKind.MINUS && index == 0);
    return isMoved
        ? Optional.of(SqlTypes.INSTANCE.createSqlType(SqlTypeName.TIMESTAMP, MICROSECONDS))
        : Optional.empty();
  }

  private static Optional<String> literal(SqlNode node) {
    return DialectCoercion.isTextLiteral(node)
        ? Optional.of(((SqlLiteral) node).getValueAs(String.class))
        : Optional.empty();
  }

  private static boolean isValue(Optional<String> literal, RelDataType type) {
    return literal.isEmpty() || TextLiterals.isValue(literal.get(), type);
  }

  private static RelDataType interval() {
    return SqlTypes.INSTANCE.of(SimpleType.INTERVAL, Field.Nullability.REQUIRED);
  }
}
