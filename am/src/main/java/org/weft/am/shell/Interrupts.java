package org.weft.am.shell;

import org.weft.am.session.RowStream;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;

/** Passes Ctrl-C to the statement that runs. Thread-safe: signals come on threads of their own. */
final class Interrupts {
  private boolean asked;
  private RowStream rows;

  /** A statement begins; earlier signals do not concern it. */
  synchronized void begin() {
    asked = false;
    rows = null;
  }

  /** The rows to be stopped by a signal. One that came already stops them at once. */
  void running(RowStream now) {
    boolean stop;
    synchronized (this) {
      rows = now;
      stop = asked;
    }
    if (stop) {
      now.cancel();
    }
  }

  /** The rows are closed. */
  synchronized void idle() {
    rows = null;
  }

  /** Stops what runs, now or as soon as it can be. */
  void interrupt() {
    RowStream now;
    synchronized (this) {
      asked = true;
      now = rows;
    }
    if (now != null) {
      now.cancel();
    }
  }

  /** True if a signal has come since {@link #begin}. */
  synchronized boolean wasAsked() {
    return asked;
  }

  /**
   * Between two steps of a statement.
   *
   * @throws WeftException CANCELLED if a signal has come
   */
  void check() {
    if (wasAsked()) {
      throw WeftException.of(ErrorCode.CANCELLED, "the statement was cancelled");
    }
  }
}
