package org.weft.container.accumulate;

import org.weft.planner.expr.Aggregate;
import org.weft.planner.expr.AggregateCall;
import org.weft.planner.memory.Memory;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.vector.Batch;
import org.weft.planner.vector.Views;

/** Covariance, correlation and regression. */
final class PairMomentsAccumulator implements MergeableAccumulator {
  private final AggregateCall call;
  private final MemoryScope scope;
  private final long state;
  private final ColumnReader y = new ColumnReader();
  private final ColumnReader x = new ColumnReader();

  PairMomentsAccumulator(AggregateCall call, MemoryScope scope) {
    this.call = call;
    this.scope = scope;
    this.state = scope.allocateZeroed(PairMoments.WIDTH).address();
  }

  @Override
  public void reset() {
    Memory.fill(state, PairMoments.WIDTH, (byte) 0);
  }

  @Override
  public void add(Batch batch, int[] rows, int from, int to) {
    y.point(batch.column(call.arguments().get(0)));
    x.point(batch.column(call.arguments().get(1)));
    for (int i = from; i < to; i++) {
      int row = rows[i];
      if (!y.isNull(row) && !x.isNull(row)) {
        PairMoments.add(state, y.real(row), x.real(row));
      }
    }
  }

  @Override
  public void state(ColumnBuilder out) {
    out.appendBytes(state, PairMoments.WIDTH);
  }

  @Override
  public void merge(Batch batch, int column, int[] rows, int from, int to) {
    y.point(batch.column(column));
    for (int i = from; i < to; i++) {
      PairMoments.merge(state, Views.bytes(y.address(rows[i])));
    }
  }

  @Override
  public void result(ColumnBuilder out) {
    if (call.function() == Aggregate.REGR_COUNT) {
      out.appendInteger(PairMoments.count(state));
    } else if (PairMoments.isNull(call.function(), state)) {
      out.appendNull();
    } else {
      out.appendReal(PairMoments.result(call.function(), state));
    }
  }

  @Override
  public void close() {
    scope.close();
  }
}
