package org.weft.container.accumulate;

import org.weft.planner.expr.Aggregate;
import org.weft.planner.memory.Memory;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.vector.Batch;
import org.weft.planner.vector.Views;

/** The variance and its relatives. */
final class MomentsAccumulator extends ColumnAccumulator implements MergeableAccumulator {
  private final Aggregate function;
  private final MemoryScope scope;
  private final boolean isHigh;
  private final int width;
  private final long state;
  private final ColumnReader states = new ColumnReader();

  MomentsAccumulator(Aggregate function, int argument, MemoryScope scope) {
    super(argument);
    this.function = function;
    this.scope = scope;
    this.isHigh = Moments.isHigh(function);
    this.width = Moments.width(function);
    this.state = scope.allocateZeroed(width).address();
  }

  @Override
  public void reset() {
    Memory.fill(state, width, (byte) 0);
  }

  @Override
  void add(ColumnReader values, int[] rows, int from, int to) {
    for (int i = from; i < to; i++) {
      if (!values.isNull(rows[i])) {
        if (isHigh) {
          Moments.addHigh(state, values.real(rows[i]));
        } else {
          Moments.add(state, values.real(rows[i]));
        }
      }
    }
  }

  @Override
  public void state(ColumnBuilder out) {
    out.appendBytes(state, width);
  }

  @Override
  public void merge(Batch batch, int column, int[] rows, int from, int to) {
    states.point(batch.column(column));
    for (int i = from; i < to; i++) {
      long other = Views.bytes(states.address(rows[i]));
      if (isHigh) {
        Moments.mergeHigh(state, other);
      } else {
        Moments.merge(state, other);
      }
    }
  }

  @Override
  public void result(ColumnBuilder out) {
    if (Moments.isNull(function, state)) {
      out.appendNull();
    } else {
      out.appendReal(Moments.result(function, state));
    }
  }

  @Override
  public void close() {
    scope.close();
  }
}
