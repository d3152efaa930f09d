package org.weft.planner.sql.validate;

import org.apache.calcite.plan.RelOptTable;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.logical.LogicalTableScan;
import org.apache.calcite.rel.type.RelDataType;

/** The rows that the round before added to a recursion. */
public final class WorkingTable extends ResolvedTable {
  private static final double UNKNOWN_ROWS = 1000;

  private final int recursion;

  WorkingTable(String name, int recursion, RelDataType rowType) {
    super(name, rowType);
    this.recursion = recursion;
  }

  /** The number of the recursion. */
  public int recursion() {
    return recursion;
  }

  @Override
  WorkingTable hinted(String otherName, TableHint hint) {
    return new WorkingTable(otherName, recursion, getRowType());
  }

  @Override
  public double getRowCount() {
    return UNKNOWN_ROWS;
  }

  @Override
  public RelNode toRel(RelOptTable.ToRelContext context) {
    return LogicalTableScan.create(context.getCluster(), this, context.getTableHints());
  }
}
