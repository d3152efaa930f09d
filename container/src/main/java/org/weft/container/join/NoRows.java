package org.weft.container.join;

import org.weft.container.pipeline.StreamOperator;
import org.weft.planner.vector.Batch;

/** Where no rows go. */
final class NoRows implements StreamOperator.Worker {
  @Override
  public void accept(Batch batch) {
    throw new IllegalStateException("rows where none should be");
  }

  @Override
  public boolean wantsMore() {
    return false;
  }

  @Override
  public void finish() {}

  @Override
  public void close() {}
}
