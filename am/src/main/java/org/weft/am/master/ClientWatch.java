package org.weft.am.master;

/** Notices when the client that started the application is gone. Thread-safe. */
final class ClientWatch {
  /** A client that never came. */
  static final long FIRST_MILLIS = 60_000;

  private final Clock clock;
  private final long patienceMillis;
  private long deadline;

  /**
   * A watch that starts now.
   *
   * @param patienceMillis for a client that has come and then keeps silent
   */
  ClientWatch(Clock clock, long patienceMillis) {
    this.clock = clock;
    this.patienceMillis = patienceMillis;
    this.deadline = clock.millis() + FIRST_MILLIS;
  }

  synchronized void heard() {
    deadline = clock.millis() + patienceMillis;
  }

  synchronized boolean isGone() {
    return clock.millis() > deadline;
  }
}
