package org.weft.container.window;

/** Computes one column. One for each thread. */
interface WindowFunction {
  /** Computes the results of all rows. */
  void compute(WindowRows rows, ResultColumn results);
}
