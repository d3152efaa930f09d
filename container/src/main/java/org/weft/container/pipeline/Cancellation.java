package org.weft.container.pipeline;

import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;

/** Tells the threads of a query to stop. Thread-safe; looked at between batches. */
public final class Cancellation {
  private volatile RuntimeException reason;

  /** Stops the query as if its user had. */
  public void cancel() {
    cancel(WeftException.of(ErrorCode.CANCELLED, "the query was cancelled"));
  }

  /** Stops the query because of a failure; the first reason counts. */
  public synchronized void cancel(RuntimeException because) {
    if (reason == null) {
      reason = because;
    }
  }

  public boolean isCancelled() {
    return reason != null;
  }

  /** Throws the reason if the query was cancelled. */
  public void check() {
    RuntimeException because = reason;
    if (because != null) {
      throw because;
    }
  }
}
