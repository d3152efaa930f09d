package org.weft.planner.sql.validate;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.prepare.CalciteCatalogReader;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.validate.SqlValidator;
import org.weft.planner.sql.Statement;
import org.weft.planner.type.Field;
import org.weft.planner.type.Schema;

/**
 * A query whose names, types and functions are known.
 *
 * @param names the names of the result's columns: those of the query, a bare column's as declared
 */
public record ValidQuery(
    Statement.Query query,
    SqlNode tree,
    SqlValidator validator,
    CalciteCatalogReader reader,
    List<String> names,
    RelDataType rowType) {
  /** The columns of the result. */
  public Schema schema() {
    List<Field> fields = new ArrayList<>();
    for (RelDataTypeField field : rowType.getFieldList()) {
      fields.add(SqlTypes.toWeft(names.get(field.getIndex()), field.getType()));
    }
    return new Schema(fields);
  }
}
