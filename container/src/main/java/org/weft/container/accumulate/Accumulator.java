package org.weft.container.accumulate;

import org.weft.planner.vector.Batch;

/**
 * One aggregate over the rows of the group at hand. Reads the batch's columns at the ordinals of
 * its call. Fresh ones have seen no rows. For one thread.
 */
public interface Accumulator extends AutoCloseable {
  /** Forgets all rows. */
  void reset();

  /**
   * Takes in the rows {@code rows[from]} to {@code rows[to - 1]} of a batch, in this order. What it
   * needs longer than the call it copies.
   */
  void add(Batch batch, int[] rows, int from, int to);

  /**
   * Appends the result of the rows so far, of the call's type. Rows may be added afterwards and the
   * result asked for again: a frame that grows is never recomputed.
   */
  void result(ColumnBuilder out);

  /** Gives back its memory; may come at any point. */
  @Override
  void close();
}
