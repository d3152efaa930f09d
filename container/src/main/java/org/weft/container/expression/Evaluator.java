package org.weft.container.expression;

import org.weft.planner.vector.Batch;
import org.weft.planner.vector.Vector;

/** An expression ready to run, with its own buffers. For one thread. */
public interface Evaluator extends AutoCloseable {
  /**
   * The values for the batch's selected rows, at those rows' positions. The vector is valid until
   * the next call, and no longer than the batch.
   */
  Vector evaluate(Batch batch);

  @Override
  void close();
}
