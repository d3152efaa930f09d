package org.weft.am.cli;

import java.util.Locale;

/** The lines of {@code --timing}. */
enum Timing {
  NONE,
  TO_STDERR;

  /** Reports one statement; times in nanoseconds. */
  void report(int statement, long rows, long planNanos, long runNanos) {
    if (this == NONE) {
      return;
    }
    System.err.printf(
        Locale.ROOT,
        "{\"statement\":%d,\"rows\":%d,\"plan_ms\":%.1f,\"run_ms\":%.1f,\"total_ms\":%.1f}%n",
        statement,
        rows,
        planNanos / 1e6,
        runNanos / 1e6,
        (planNanos + runNanos) / 1e6);
  }
}
