package org.weft.container.expression;

import org.weft.planner.vector.Batch;

/** A predicate ready to run, with its own buffers. For one thread. */
public interface Selector extends AutoCloseable {
  /** Narrows the batch's selection to the rows for which the predicate is true (not null). */
  void select(Batch batch);

  @Override
  void close();
}
