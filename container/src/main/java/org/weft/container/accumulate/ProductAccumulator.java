package org.weft.container.accumulate;

import org.weft.planner.vector.Batch;

/** PRODUCT. */
final class ProductAccumulator extends ColumnAccumulator implements MergeableAccumulator {
  private final ColumnReader states = new ColumnReader();
  private double product = 1;
  private boolean isEmpty = true;

  ProductAccumulator(int argument) {
    super(argument);
  }

  @Override
  public void reset() {
    product = 1;
    isEmpty = true;
  }

  @Override
  void add(ColumnReader values, int[] rows, int from, int to) {
    for (int i = from; i < to; i++) {
      if (!values.isNull(rows[i])) {
        product *= values.real(rows[i]);
        isEmpty = false;
      }
    }
  }

  @Override
  public void merge(Batch batch, int column, int[] rows, int from, int to) {
    states.point(batch.column(column));
    add(states, rows, from, to);
  }

  @Override
  public void state(ColumnBuilder out) {
    result(out);
  }

  @Override
  public void result(ColumnBuilder out) {
    if (isEmpty) {
      out.appendNull();
    } else {
      out.appendReal(product);
    }
  }
}
