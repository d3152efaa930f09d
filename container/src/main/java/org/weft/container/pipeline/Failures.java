package org.weft.container.pipeline;

import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;

/** Turns whatever a worker died of into something that can be thrown on another thread. */
public final class Failures {
  private Failures() {}

  /** The failure as it is, or as the cause of an INTERNAL or OUT_OF_MEMORY error. */
  public static RuntimeException asRuntime(Throwable failure) {
    if (failure instanceof RuntimeException runtime) {
      return runtime;
    }
    return asWeft(failure);
  }

  /** The failure as it is if it is one of ours, else as the cause of one. */
  public static WeftException asWeft(Throwable failure) {
    if (failure instanceof WeftException known) {
      return known;
    }
    if (failure instanceof OutOfMemoryError) {
      return WeftException.of(ErrorCode.OUT_OF_MEMORY, "the Java heap is full", failure)
          .hint("give the process a larger heap (-Xmx), or use fewer threads");
    }
    return WeftException.of(ErrorCode.INTERNAL, failure.toString(), failure);
  }
}
