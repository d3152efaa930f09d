package org.weft.planner.sql.validate;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.sql.validate.SqlValidatorScope;

/**
 * Values of which one is the result, or that become those of one column, list or map, and are texts
 * and others, or numbers and booleans.
 */
final class UnitedValues {
  private final DialectCoercion coercion;
  private final SqlValidatorScope scope;

  UnitedValues(DialectCoercion coercion, SqlValidatorScope scope) {
    this.coercion = coercion;
    this.scope = scope;
  }

  /**
   * Gives them one type: texts that are all literals are read as what the others are, if they are
   * such values; else all become texts.
   *
   * @return false if they are not mixed, or if there is no such type
   */
  boolean unite(List<Operand> values) {
    List<RelDataType> types = coercion.types(scope, values);
    Optional<RelDataType> common = MixedTypes.common(types);
    if (common.isEmpty()) {
      return false;
    }
    Optional<RelDataType> others = MixedTypes.besideTexts(types);
    boolean areRead =
        others.isPresent()
            && IntStream.range(0, types.size())
                .filter(i -> DialectCoercion.isText(types.get(i)))
                .allMatch(i -> isReadAs(values.get(i).get(), others.get()));
    RelDataType target = areRead ? others.get() : common.get();
    for (int i = 0; i < types.size(); i++) {
      if (changes(types.get(i), target)) {
        values.get(i).set(coercion.cast(scope, values.get(i).get(), target));
      }
    }
    return true;
  }

  private static boolean changes(RelDataType type, RelDataType target) {
    return !SqlTypeUtil.isNull(type)
        && (DialectCoercion.isText(type) != DialectCoercion.isText(target)
            || SqlTypeUtil.isBoolean(type) != SqlTypeUtil.isBoolean(target));
  }

  private static boolean isReadAs(SqlNode node, RelDataType type) {
    return DialectCoercion.isTextLiteral(node)
        && TextLiterals.isValue(((SqlLiteral) node).getValueAs(String.class), type);
  }

  /** The same for each column of rows. */
  void uniteColumns(List<SqlNode> rows) {
    int columns = rows.size() > 1 ? width(rows.get(0)) : 0;
    if (!rows.stream().allMatch(row -> width(row) == columns)) {
      return; // which validation tells
    }
    for (int i = 0; i < columns; i++) {
      int column = i;
      unite(rows.stream().map(row -> Operand.of((SqlCall) row, column)).toList());
    }
  }

  private static int width(SqlNode row) {
    return row.getKind() == SqlKind.ROW ? ((SqlCall) row).operandCount() : 0;
  }
}
