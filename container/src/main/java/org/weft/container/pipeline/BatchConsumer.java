package org.weft.container.pipeline;

import org.weft.planner.vector.Batch;

/** Takes batches on one thread. */
public interface BatchConsumer {
  /** Takes a batch, borrowed for this call, with at least one selected row. */
  void accept(Batch batch);

  /** False once further batches would be ignored; producers then stop early. */
  boolean wantsMore();
}
