package org.weft.container.accumulate;

import org.weft.planner.vector.Batch;

/** An aggregate of the rows where a column is true. */
final class FilteredAccumulator implements MergeableAccumulator {
  private final int filter;
  private final Accumulator inner;
  private final ColumnReader flags = new ColumnReader();
  private final int[] passing = new int[Batch.CAPACITY];

  FilteredAccumulator(int filter, Accumulator inner) {
    this.filter = filter;
    this.inner = inner;
  }

  @Override
  public void reset() {
    inner.reset();
  }

  @Override
  public void add(Batch batch, int[] rows, int from, int to) {
    flags.point(batch.column(filter));
    int count = 0;
    for (int i = from; i < to; i++) {
      if (flags.isTrue(rows[i])) {
        passing[count++] = rows[i];
      }
    }
    if (count > 0) {
      inner.add(batch, passing, 0, count);
    }
  }

  @Override
  public void state(ColumnBuilder out) {
    ((MergeableAccumulator) inner).state(out);
  }

  @Override
  public void merge(Batch batch, int column, int[] rows, int from, int to) {
    // a filter was applied before the states were made
    ((MergeableAccumulator) inner).merge(batch, column, rows, from, to);
  }

  @Override
  public void result(ColumnBuilder out) {
    inner.result(out);
  }

  @Override
  public void close() {
    inner.close();
  }
}
