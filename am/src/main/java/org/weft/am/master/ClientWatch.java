package org.weft.am.master;

/** Notices when the client that started the application is gone. Thread-safe. */
final class ClientWatch {
  /** A client that never came. */
  static final long FIRST_MILLIS = 60_000;

  /** A client that has come and then kept silent. */
  static final long SILENT_MILLIS = 20_000;

  private final Clock clock;
  private long deadline;

  ClientWatch(Clock clock) {
    this.clock = clock;
    this.deadline = clock.millis() + FIRST_MILLIS;
  }

  synchronized void heard() {
    deadline = clock.millis() + SILENT_MILLIS;
  }

  synchronized boolean isGone() {
    return clock.millis() > deadline;
  }
}
