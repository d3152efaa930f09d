package org.weft.container.accumulate;

import java.util.List;
import org.weft.planner.vector.Batch;

/** COUNT of rows, or of those where no argument is null. */
final class CountAccumulator implements MergeableAccumulator {
  private final List<Integer> arguments;
  private final ColumnReader[] columns;
  private long count;

  CountAccumulator(List<Integer> arguments) {
    this.arguments = arguments;
    this.columns = new ColumnReader[arguments.size()];
    for (int i = 0; i < columns.length; i++) {
      columns[i] = new ColumnReader();
    }
  }

  @Override
  public void reset() {
    count = 0;
  }

  @Override
  public void add(Batch batch, int[] rows, int from, int to) {
    boolean mayHaveNulls = false;
    for (int i = 0; i < columns.length; i++) {
      columns[i].point(batch.column(arguments.get(i)));
      mayHaveNulls |= batch.column(arguments.get(i)).mayHaveNulls();
    }
    if (!mayHaveNulls) {
      count += to - from;
      return;
    }
    for (int i = from; i < to; i++) {
      boolean counts = true;
      for (ColumnReader column : columns) {
        counts &= !column.isNull(rows[i]);
      }
      count += counts ? 1 : 0;
    }
  }

  @Override
  public void merge(Batch batch, int column, int[] rows, int from, int to) {
    ColumnReader states = new ColumnReader();
    states.point(batch.column(column));
    for (int i = from; i < to; i++) {
      count += states.integer(rows[i]);
    }
  }

  @Override
  public void state(ColumnBuilder out) {
    out.appendInteger(count);
  }

  @Override
  public void result(ColumnBuilder out) {
    out.appendInteger(count);
  }

  @Override
  public void close() {}
}
