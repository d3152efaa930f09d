package org.weft.container.window;

/** Computes one column. One for each thread. */
interface WindowFunction extends AutoCloseable {
  /** Computes the results of all rows. */
  void compute(WindowRows rows, ResultColumn results);

  /** Gives back what does not belong to the operator's scope. */
  @Override
  default void close() {
    // most have nothing of their own
  }
}
