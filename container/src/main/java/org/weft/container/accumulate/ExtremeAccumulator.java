package org.weft.container.accumulate;

import org.weft.planner.memory.MemoryScope;
import org.weft.planner.type.DataType;
import org.weft.planner.vector.Batch;

/** MIN or MAX. */
final class ExtremeAccumulator extends ColumnAccumulator implements MergeableAccumulator {
  private final KeptValue best;
  private final int sign;
  private final MemoryScope scope;
  private final ColumnReader states = new ColumnReader();

  private ExtremeAccumulator(int argument, DataType type, int sign, MemoryScope scope) {
    super(argument);
    this.best = new KeptValue(type, scope);
    this.sign = sign;
    this.scope = scope;
  }

  static ExtremeAccumulator min(int argument, DataType type, MemoryScope scope) {
    return new ExtremeAccumulator(argument, type, -1, scope);
  }

  static ExtremeAccumulator max(int argument, DataType type, MemoryScope scope) {
    return new ExtremeAccumulator(argument, type, 1, scope);
  }

  @Override
  public void reset() {
    best.clear();
  }

  @Override
  void add(ColumnReader values, int[] rows, int from, int to) {
    for (int i = from; i < to; i++) {
      int row = rows[i];
      if (!values.isNull(row) && (!best.isSet() || sign * best.compare(values, row) > 0)) {
        best.set(values, row);
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
    best.appendTo(out);
  }

  @Override
  public void result(ColumnBuilder out) {
    best.appendTo(out);
  }

  @Override
  public void close() {
    scope.close();
  }
}
