package org.weft.container.accumulate;

import org.weft.planner.type.DataType;
import org.weft.planner.vector.Batch;

/** SUM of integers and decimals, exact. */
final class IntegerSumAccumulator extends ColumnAccumulator implements MergeableAccumulator {
  private final WideSum sum;
  private final ColumnReader states = new ColumnReader();
  private boolean isEmpty = true;

  IntegerSumAccumulator(int argument, DataType type) {
    super(argument);
    sum = new WideSum(type);
  }

  @Override
  public void reset() {
    sum.clear();
    isEmpty = true;
  }

  @Override
  void add(ColumnReader values, int[] rows, int from, int to) {
    for (int i = from; i < to; i++) {
      if (!values.isNull(rows[i])) {
        sum.add(values.integer(rows[i]), values.high(rows[i]));
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
      sum.appendTo(out);
    }
  }
}
