package org.weft.container.pipeline;

import java.util.List;

/** Runs pieces of work on the query's threads. */
public interface ParallelWork {
  /** How many pieces run at once. */
  int threads();

  /**
   * Runs all pieces and returns when they are done; the first failure cancels the rest and is
   * thrown.
   */
  void runAll(List<Runnable> pieces);
}
