package org.weft.planner.sql.validate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.type.SqlTypeName;
import org.weft.planner.type.CommonType;
import org.weft.planner.type.DataType;
import org.weft.planner.type.Field;

/** The type that holds structs of several types; also of the rows of a VALUES. */
final class StructTypes {
  private StructTypes() {}

  /** The type; null if there is none. */
  static RelDataType common(SqlTypes factory, List<RelDataType> types) {
    List<RelDataType> structs =
        types.stream().filter(type -> type.getSqlTypeName() != SqlTypeName.NULL).toList();
    if (!structs.stream().allMatch(RelDataType::isStruct)) {
      return null;
    }
    boolean isNullable = types.stream().anyMatch(RelDataType::isNullable);
    RelDataType common = areRows(structs) ? byPosition(factory, structs) : byName(factory, structs);
    return common == null ? null : factory.createTypeWithNullability(common, isNullable);
  }

  /**
   * True for rows of relations, which are never null, and those of a VALUES: their fields have
   * names that mean nothing here.
   */
  private static boolean areRows(List<RelDataType> types) {
    int size = types.get(0).getFieldCount();
    if (types.stream().noneMatch(RelDataType::isNullable)) {
      return types.stream().allMatch(type -> type.getFieldCount() == size);
    }
    return types.stream()
        .allMatch(
            type ->
                type.getFieldCount() == size
                    && type.getFieldList().stream()
                        .allMatch(f -> f.getName().equals("EXPR$" + f.getIndex())));
  }

  private static RelDataType byPosition(SqlTypes factory, List<RelDataType> types) {
    RelDataType first = types.get(0);
    List<RelDataType> fields = new ArrayList<>();
    for (int i = 0; i < first.getFieldCount(); i++) {
      int field = i;
      RelDataType type =
          factory.leastRestrictive(
              types.stream().map(row -> row.getFieldList().get(field).getType()).toList());
      if (type == null) {
        return null;
      }
      fields.add(type);
    }
    return factory.createStructType(first.getStructKind(), fields, first.getFieldNames());
  }

  private static RelDataType byName(SqlTypes factory, List<RelDataType> types) {
    if (!types.stream().allMatch(SqlTypes::isStorable)) {
      return null;
    }
    Optional<DataType> common = Optional.of(SqlTypes.toWeft(types.get(0)));
    for (RelDataType type : types) {
      common = common.flatMap(one -> CommonType.of(one, SqlTypes.toWeft(type)));
    }
    return common.map(type -> factory.of(type, Field.Nullability.NULLABLE)).orElse(null);
  }
}
