package org.weft.container.accumulate;

import org.weft.planner.expr.Aggregate;
import org.weft.planner.vector.Batch;

/** BIT_AND, BIT_OR and BIT_XOR. */
final class BitsAccumulator extends ColumnAccumulator implements MergeableAccumulator {
  private final Aggregate function;
  private final ColumnReader states = new ColumnReader();
  private long bits;
  private boolean isEmpty;

  BitsAccumulator(Aggregate function, int argument) {
    super(argument);
    this.function = function;
    reset();
  }

  @Override
  public void reset() {
    bits = function == Aggregate.BIT_AND ? -1 : 0;
    isEmpty = true;
  }

  @Override
  void add(ColumnReader values, int[] rows, int from, int to) {
    for (int i = from; i < to; i++) {
      if (!values.isNull(rows[i])) {
        long value = values.integer(rows[i]);
        isEmpty = false;
        switch (function) {
          case BIT_AND -> bits &= value;
          case BIT_OR -> bits |= value;
          default -> bits ^= value;
        }
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
      out.appendInteger(bits);
    }
  }
}
