package org.weft.planner.sql.validate;

import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.type.AbstractSqlType;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.weft.planner.type.EnumType;
import org.weft.planner.type.Field;
import org.weft.planner.type.SimpleType;
import org.weft.planner.type.SqlTypeNames;

/**
 * An enum in Calcite's words. It has the name of the type UUID there: of all names, that of single
 * values which are compared and ordered, of which there are no literals, and which nothing else is
 * taken for.
 */
final class EnumSqlType extends AbstractSqlType {
  private final EnumType type;

  EnumSqlType(EnumType type, Field.Nullability nullability) {
    super(SqlTypeName.UUID, nullability == Field.Nullability.NULLABLE, null);
    this.type = type;
    computeDigest();
  }

  /** The type it stands for. */
  EnumType type() {
    return type;
  }

  @Override
  protected void generateTypeString(StringBuilder text, boolean withDetail) {
    text.append(SqlTypeNames.of(type));
  }

  /**
   * The type that holds the values of several, of which some are enums: that enum if they are all
   * the same, text if they are enums and texts; null if there is none.
   */
  static RelDataType common(List<RelDataType> types) {
    List<RelDataType> known = types.stream().filter(type -> !SqlTypeUtil.isNull(type)).toList();
    boolean isNullable = types.stream().anyMatch(RelDataType::isNullable);
    Field.Nullability nullability =
        isNullable ? Field.Nullability.NULLABLE : Field.Nullability.REQUIRED;
    EnumType first = known.get(0) instanceof EnumSqlType values ? values.type() : null;
    if (known.stream().allMatch(t -> t instanceof EnumSqlType e && e.type().equals(first))) {
      return SqlTypes.INSTANCE.of(first, nullability);
    }
    boolean areTexts =
        known.stream().allMatch(t -> t instanceof EnumSqlType || SqlTypeUtil.isCharacter(t));
    return areTexts ? SqlTypes.INSTANCE.of(SimpleType.STRING, nullability) : null;
  }
}
