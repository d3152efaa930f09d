package org.weft.planner.sql.validate;

import org.apache.calcite.rel.type.RelDataType;

/** The rows that the round before added to a recursion. */
public final class WorkingTable extends ResolvedTable {
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
}
