package org.weft.container.pipeline;

import java.util.List;

/** Work done by the calling thread. */
public enum OneThread implements ParallelWork {
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
