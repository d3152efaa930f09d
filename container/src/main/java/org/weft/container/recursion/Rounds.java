package org.weft.container.recursion;

import org.weft.container.pipeline.ParallelWork;
import org.weft.container.pipeline.Sink;
import org.weft.container.shared.SharedRows;

/** Runs a recursion's rounds. */
public interface Rounds {
  /**
   * Runs a round to its end.
   *
   * @param added what the round before added
   * @param sink takes what this one gives, which stays the caller's
   */
  void run(SharedRows added, Sink sink, ParallelWork threads);
}
