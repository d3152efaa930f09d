package org.weft.planner.sql.validate;

import org.apache.calcite.rel.type.RelDataType;
import org.weft.planner.sql.rewrite.Relations.Duplicates;

/** All rows of a recursion, planned apart from the query that reads them. */
public final class RecursiveTable extends ResolvedTable {
  private static final double UNKNOWN_ROWS = 10_000;

  private final int recursion;
  private final Parts parts;

  /**
   * What a recursion is made of.
   *
   * @param first the rows to start with
   * @param recursive what a round adds, over the {@link WorkingTable} of the same number
   */
  public record Parts(ValidQuery first, ValidQuery recursive, Duplicates duplicates) {}

  RecursiveTable(String name, int recursion, RelDataType rowType, Parts parts) {
    super(name, rowType);
    this.recursion = recursion;
    this.parts = parts;
  }

  /** The number of the recursion. */
  public int recursion() {
    return recursion;
  }

  public Parts parts() {
    return parts;
  }

  @Override
  RecursiveTable hinted(String otherName, TableHint hint) {
    return new RecursiveTable(otherName, recursion, getRowType(), parts);
  }

  @Override
  public double getRowCount() {
    return UNKNOWN_ROWS;
  }
}
