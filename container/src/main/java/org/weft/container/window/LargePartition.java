package org.weft.container.window;

import org.weft.planner.vector.Batch;

/**
 * A partition that is too large to be kept: how its rows go on while more of them come into the
 * buffer. For one thread.
 */
interface LargePartition extends AutoCloseable {
  /** Rows that are worth the start of every function's loops. */
  int ENOUGH_ROWS = 2 * Batch.CAPACITY;

  /** What waits at first is taken in pieces, because what is made of it needs memory too. */
  int FIRST_PIECES = 8;

  /** True if the first rows of the buffer belong to a partition that is handed on in this way. */
  boolean isOpen();

  /** True if so many rows of an incomplete partition are worth to begin with. */
  boolean isWorthIt(int rows);

  /** Begins with the partition whose first rows are all that the buffer holds. */
  void open();

  /** Takes from the buffer what it can of the open partition, which may end in the buffer. */
  void goOn();

  /** Hands on the rest of the open partition: no more rows of it will come. */
  void complete();

  @Override
  void close();

  /** Takes computed rows. */
  interface Output {
    /** Takes rows {@code from} to before {@code to} of a buffer with their results. */
    void handOn(WindowBuffer rows, WindowFunctions results, int from, int to);

    /** False if no more rows are needed. */
    boolean wantsMore();
  }
}
