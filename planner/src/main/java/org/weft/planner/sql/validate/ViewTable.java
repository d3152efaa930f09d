package org.weft.planner.sql.validate;

import org.apache.calcite.plan.RelOptTable;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rel.type.RelDataTypeField;

/** A view: where it is scanned stands its query. */
public final class ViewTable extends ResolvedTable {
  private static final double UNKNOWN_ROWS = 1000;

  private final ValidQuery query;
  private final QueryTables.ViewPlanner planner;

  ViewTable(String name, ValidQuery query, QueryTables.ViewPlanner planner) {
    super(name, named(query));
    this.query = query;
    this.planner = planner;
  }

  /** The result's type with its columns named as people see them. */
  private static RelDataType named(ValidQuery query) {
    RelDataTypeFactory.Builder row = SqlTypes.INSTANCE.builder();
    for (RelDataTypeField field : query.rowType().getFieldList()) {
      row.add(query.names().get(field.getIndex()), field.getType());
    }
    return row.build();
  }

  @Override
  public double getRowCount() {
    return UNKNOWN_ROWS;
  }

  @Override
  public RelNode toRel(RelOptTable.ToRelContext context) {
    return planner.toAlgebra(query, context);
  }
}
