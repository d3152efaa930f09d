package org.weft.container.accumulate;

import org.weft.planner.vector.Batch;

/** SUM of floats. */
final class RealSumAccumulator extends ColumnAccumulator implements MergeableAccumulator {
  private final ColumnReader states = new ColumnReader();
  private double sum;
  private boolean isEmpty = true;

  RealSumAccumulator(int argument) {
    super(argument);
  }

  @Override
  public void reset() {
    sum = 0;
    isEmpty = true;
  }

  @Override
  void add(ColumnReader values, int[] rows, int from, int to) {
    for (int i = from; i < to; i++) {
      if (!values.isNull(rows[i])) {
        sum += values.real(rows[i]);
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
      out.appendReal(sum);
    }
  }
}
