package org.weft.container.join;

import java.util.List;
import org.weft.container.pipeline.ParallelWork;

/** Work done by the calling thread. */
enum OneThread implements ParallelWork {
  INSTANCE;

  @Override
  public int threads() {
    return 1;
  }

  @Override
  public void runAll(List<Runnable> pieces) {
    pieces.forEach(Runnable::run);
  }
}
