package org.weft.am.master;

import java.util.concurrent.TimeUnit;
import org.weft.container.pipeline.Cancellation;
import org.weft.planner.error.ErrorReport;
import org.weft.shuffle.exchange.MapOutput;
import org.weft.shuffle.exchange.MapOutputLocation;

/**
 * Where the parts of a result are, as they become ready: one for each task of the last stage. The
 * scheduler's thread puts them in, the reader's waits for them.
 */
final class ResultParts {
  /** A cancellation has no bell, so waiting looks at it that often. */
  private static final long LOOK_MILLIS = 50;

  private final MapOutputLocation[] parts;
  private ErrorReport failure;

  ResultParts(int count) {
    this.parts = new MapOutputLocation[count];
  }

  int count() {
    return parts.length;
  }

  /** A part is ready, perhaps again. */
  synchronized void ready(int task, MapOutputLocation location) {
    parts[task] = location;
    notifyAll();
  }

  /** The query is over; the first reason counts. */
  synchronized void fail(ErrorReport reason) {
    if (failure == null) {
      failure = reason;
      notifyAll();
    }
  }

  /** A part turned out not to be there; another place may have been named meanwhile. */
  synchronized void lose(MapOutput output) {
    MapOutputLocation present = parts[output.task()];
    if (present != null && present.output().attempt() == output.attempt()) {
      parts[output.task()] = null;
    }
  }

  /**
   * Waits for a part.
   *
   * @throws org.weft.planner.error.WeftException if the query failed or was cancelled
   */
  synchronized MapOutputLocation await(int task, Cancellation cancellation) {
    try {
      while (true) {
        check();
        cancellation.check();
        if (parts[task] != null) {
          return parts[task];
        }
        wait(TimeUnit.MILLISECONDS.toMillis(LOOK_MILLIS));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      cancellation.cancel();
      cancellation.check();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /** Throws what the query failed with, if it did. */
  synchronized void check() {
    if (failure != null) {
      throw failure.toException();
    }
  }
}
