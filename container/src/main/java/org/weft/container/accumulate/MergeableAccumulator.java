package org.weft.container.accumulate;

import org.weft.planner.vector.Batch;

/**
 * An aggregate that can be computed in parts. The state of some rows is one value: of the call's
 * type or BINARY, as {@link org.weft.planner.expr.Aggregate#state} says. Merging the states of the
 * parts of a group, in any order, gives what adding all its rows would.
 */
public interface MergeableAccumulator extends Accumulator {
  /** Appends the state of the rows so far. */
  void state(ColumnBuilder out);

  /** Takes in the states in a column of a batch, at {@code rows[from]} to {@code rows[to - 1]}. */
  void merge(Batch batch, int column, int[] rows, int from, int to);
}
