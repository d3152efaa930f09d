package org.weft.planner.sql.validate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.weft.planner.type.DecimalType;
import org.weft.planner.type.Field;
import org.weft.planner.type.SimpleType;

/**
 * What values become where texts meet what is none, and booleans meet numbers. Of DuckDB and Spark,
 * which differ, it is what never takes different values for equal: a text is compared with an
 * integer as a decimal with digits behind the point, not as an integer, which would round it.
 */
final class MixedTypes {
  /** Digits in front of the point that a text beside an exact number may have. */
  private static final int WHOLE_DIGITS = 20;

  private static final int MICROSECONDS = 6;

  private MixedTypes() {}

  /** True if a text stands beside something that is none, or a boolean beside a number. */
  static boolean areMixed(List<RelDataType> types) {
    boolean hasText = false;
    boolean hasOther = false;
    boolean hasNumber = false;
    boolean hasBoolean = false;
    for (RelDataType type : types) {
      boolean isText = SqlTypeUtil.isCharacter(type);
      hasText |= isText;
      hasOther |= !isText && !SqlTypeUtil.isNull(type);
      hasNumber |= SqlTypeUtil.isNumeric(type);
      hasBoolean |= SqlTypeUtil.isBoolean(type);
    }
    return (hasText && hasOther) || (hasNumber && hasBoolean);
  }

  /**
   * What those that are no texts have in common; nothing if there are none of them, or none of it.
   */
  static Optional<RelDataType> besideTexts(List<RelDataType> types) {
    boolean hasNumber = types.stream().anyMatch(SqlTypeUtil::isNumeric);
    List<RelDataType> others =
        types.stream()
            .filter(type -> !SqlTypeUtil.isCharacter(type) && !SqlTypeUtil.isNull(type))
            .map(type -> hasNumber && SqlTypeUtil.isBoolean(type) ? asNumber(type) : type)
            .toList();
    if (others.isEmpty()) {
      return Optional.empty();
    }
    RelDataType common = SqlTypes.INSTANCE.leastRestrictive(others);
    if (common != null) {
      return Optional.of(common);
    }
    boolean areMoments = others.stream().allMatch(type -> SqlTypeUtil.isDatetime(type));
    return areMoments
        ? others.stream().filter(SqlTypeUtil::isTimestamp).findFirst()
        : Optional.empty();
  }

  /** As what a text is compared with a value of another type; nothing if it is not. */
  static Optional<RelDataType> compared(RelDataType other) {
    return switch (other.getSqlTypeName()) {
      case TINYINT, SMALLINT, INTEGER, BIGINT, DECIMAL -> Optional.of(exact(other));
      case REAL, FLOAT, DOUBLE -> Optional.of(SqlTypes.INSTANCE.createSqlType(SqlTypeName.DOUBLE));
      case BOOLEAN, DATE, BINARY, VARBINARY -> Optional.of(other);
      case UUID -> Optional.of(other instanceof EnumSqlType ? text() : other);
      case TIME, TIMESTAMP, TIMESTAMP_WITH_LOCAL_TIME_ZONE ->
          Optional.of(
              SqlTypes.INSTANCE.createSqlType(
                  other.getSqlTypeName(), Math.max(MICROSECONDS, other.getPrecision())));
      default -> Optional.empty();
    };
  }

  /** A decimal with the scale that is left beside the whole digits. */
  private static RelDataType exact(RelDataType number) {
    int whole = Math.max(WHOLE_DIGITS, number.getPrecision() - Math.max(0, number.getScale()));
    return SqlTypes.INSTANCE.createSqlType(
        SqlTypeName.DECIMAL, DecimalType.MAX_PRECISION, DecimalType.MAX_PRECISION - whole);
  }

  /** A boolean beside numbers is 1 or 0. */
  static RelDataType asNumber(RelDataType bool) {
    return SqlTypes.INSTANCE.createTypeWithNullability(
        SqlTypes.INSTANCE.createSqlType(SqlTypeName.INTEGER), bool.isNullable());
  }

  /** Text of any length. */
  static RelDataType text() {
    return SqlTypes.INSTANCE.of(SimpleType.STRING, Field.Nullability.REQUIRED);
  }

  /** True if a value can become a text where texts stand beside it. */
  static boolean canBeText(RelDataType type) {
    return SqlTypeUtil.isCharacter(type)
        || SqlTypeUtil.isNull(type)
        || (SqlTypes.isStorable(type)
            && !SqlTypes.toWeft(type).isNested()
            && !SqlTypeUtil.isBinary(type));
  }

  /**
   * The one type that holds mixed values of columns and branches: text if there are texts, numbers
   * if there are booleans beside them. Nothing if they are not mixed, or have none.
   */
  static Optional<RelDataType> common(List<RelDataType> types) {
    if (!areMixed(types)) {
      return Optional.empty();
    }
    boolean isNullable = types.stream().anyMatch(RelDataType::isNullable);
    boolean hasText = types.stream().anyMatch(SqlTypeUtil::isCharacter);
    Optional<RelDataType> common =
        !hasText
            ? besideTexts(types)
            : types.stream().allMatch(MixedTypes::canBeText)
                ? Optional.of(text())
                : Optional.empty();
    return common.map(type -> SqlTypes.INSTANCE.createTypeWithNullability(type, isNullable));
  }

  /**
   * The row whose fields hold those of rows of the same names, if texts lie beside something else
   * in one of them; of others nothing is said here. It may be null, as {@link CastOperator} says of
   * rows that are cast.
   */
  static Optional<RelDataType> commonRow(List<RelDataType> rows) {
    RelDataType first = rows.get(0);
    if (rows.stream().anyMatch(row -> !row.getFieldNames().equals(first.getFieldNames()))) {
      return Optional.empty();
    }
    boolean areMixed = false;
    List<RelDataType> fields = new ArrayList<>();
    for (int i = 0; i < first.getFieldCount(); i++) {
      int field = i;
      List<RelDataType> types =
          rows.stream().map(row -> row.getFieldList().get(field).getType()).toList();
      boolean isMixed = areMixed(types);
      Optional<RelDataType> common =
          isMixed ? common(types) : Optional.ofNullable(SqlTypes.INSTANCE.leastRestrictive(types));
      if (common.isEmpty()) {
        return Optional.empty();
      }
      areMixed |= isMixed;
      fields.add(common.get());
    }
    return areMixed
        ? Optional.of(
            SqlTypes.INSTANCE.createTypeWithNullability(
                SqlTypes.INSTANCE.createStructType(
                    first.getStructKind(), fields, first.getFieldNames()),
                true))
        : Optional.empty();
  }
}
