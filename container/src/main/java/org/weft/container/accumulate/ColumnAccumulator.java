package org.weft.container.accumulate;

import org.weft.planner.vector.Batch;

/** An aggregate of one column that takes its rows one by one. */
abstract class ColumnAccumulator implements Accumulator {
  private final int argument;
  private final ColumnReader column = new ColumnReader();

  ColumnAccumulator(int argument) {
    this.argument = argument;
  }

  @Override
  public final void add(Batch batch, int[] rows, int from, int to) {
    column.point(batch.column(argument));
    add(column, rows, from, to);
  }

  /** Takes in the rows that are not null, or all if nulls matter. */
  abstract void add(ColumnReader values, int[] rows, int from, int to);

  @Override
  public void close() {}
}
