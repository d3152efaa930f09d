package org.weft.planner.sql.validate;

import org.apache.calcite.rel.type.RelDataType;

/** A query of WITH that is computed once for all who read it, and planned apart from them. */
public final class CommonTable extends ResolvedTable {
  private final int number;
  private final ValidQuery query;

  CommonTable(String name, int number, RelDataType rowType, ValidQuery query) {
    super(name, rowType);
    this.number = number;
    this.query = query;
  }

  /** A number that no other of the same planning has. */
  public int number() {
    return number;
  }

  /** What gives its rows. */
  public ValidQuery query() {
    return query;
  }

  @Override
  CommonTable hinted(String otherName, TableHint hint) {
    return new CommonTable(otherName, number, getRowType(), query);
  }
}
