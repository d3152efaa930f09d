package org.weft.planner.sql.validate;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.plan.RelOptTable;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.weft.planner.type.CastRules;
import org.weft.planner.type.DataType;
import org.weft.planner.type.Field;
import org.weft.planner.type.Schema;

/**
 * A table of the session with columns of types that its files do not know: an enum is kept as its
 * text, a timestamp in seconds in milliseconds. They are cast back where the table is scanned.
 */
final class RestoredTable extends ResolvedTable {
  private final FileTable files;

  private RestoredTable(FileTable files, RelDataType rowType) {
    super(files.name(), rowType);
    this.files = files;
  }

  /**
   * The table.
   *
   * @param columns as queries see them; empty if they are those of the files
   */
  static ResolvedTable of(FileTable files, Schema columns) {
    boolean isRestored = false;
    for (int i = 0; i < columns.size(); i++) {
      isRestored |= isRestored(files.schema().type(i), columns.type(i));
    }
    if (!isRestored) {
      return files;
    }
    RelDataTypeFactory.Builder row = SqlTypes.INSTANCE.builder();
    for (RelDataTypeField field : files.getRowType().getFieldList()) {
      DataType type = columns.type(field.getIndex());
      Field.Nullability nullability =
          field.getType().isNullable() ? Field.Nullability.NULLABLE : Field.Nullability.REQUIRED;
      row.add(
          field.getName(),
          isRestored(files.schema().type(field.getIndex()), type)
              ? SqlTypes.INSTANCE.of(type, nullability)
              : field.getType());
    }
    return new RestoredTable(files, row.build());
  }

  private static boolean isRestored(DataType held, DataType wanted) {
    return !held.equals(wanted) && CastRules.exists(held, wanted);
  }

  @Override
  RestoredTable hinted(String otherName, TableHint hint) {
    return new RestoredTable(files.hinted(otherName, hint), getRowType());
  }

  @Override
  public double getRowCount() {
    return files.getRowCount();
  }

  @Override
  public RelNode toRel(RelOptTable.ToRelContext context) {
    RelNode scan = files.toRel(context);
    RexBuilder rex = context.getCluster().getRexBuilder();
    List<RexNode> columns = new ArrayList<>();
    for (RelDataTypeField field : getRowType().getFieldList()) {
      RexNode column = rex.makeInputRef(scan, field.getIndex());
      columns.add(
          column.getType().equals(field.getType())
              ? column
              : rex.makeAbstractCast(field.getType(), column, false));
    }
    return LogicalProject.create(scan, List.of(), columns, getRowType().getFieldNames(), Set.of());
  }
}
