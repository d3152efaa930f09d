package org.weft.am.master;

/**
 * How many containers an application should hold: all it was given while a query runs and for some
 * time after, then only a few. For one thread.
 */
final class IdleRule {
  private final int all;
  private final int fewest;
  private final long patienceMillis;
  private long busyMillis;

  /**
   * A rule.
   *
   * @param all while there is work
   * @param fewest when there has been none for {@code patienceMillis}
   * @param now milliseconds on the clock that {@link #wanted} is asked with
   */
  IdleRule(int all, int fewest, long patienceMillis, long now) {
    this.all = all;
    this.fewest = Math.min(fewest, all);
    this.patienceMillis = patienceMillis;
    this.busyMillis = now;
  }

  /** Whether a query runs or its result is being read. */
  enum Work {
    SOME,
    NONE
  }

  /** The containers wanted now. */
  int wanted(Work work, long now) {
    if (work == Work.SOME) {
      busyMillis = now;
      return all;
    }
    return now - busyMillis < patienceMillis ? all : fewest;
  }
}
