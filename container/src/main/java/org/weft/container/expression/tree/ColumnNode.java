package org.weft.container.expression.tree;

import org.weft.planner.expr.Column;
import org.weft.planner.vector.Batch;
import org.weft.planner.vector.Vector;

/** A column of the batch, passed on. */
public final class ColumnNode extends ValueNode {
  private final int ordinal;

  public ColumnNode(Column column) {
    super(column.type());
    this.ordinal = column.ordinal();
  }

  @Override
  protected Vector compute(Batch batch, Rows rows) {
    return batch.column(ordinal);
  }
}
