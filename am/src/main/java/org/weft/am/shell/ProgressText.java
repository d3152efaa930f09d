package org.weft.am.shell;

import java.util.Locale;

/** The line that is shown while a statement runs. */
final class ProgressText {
  private static final double NANOS_PER_SECOND = 1e9;

  private ProgressText() {}

  /**
   * One line.
   *
   * @param nanos how long it has run
   * @param what it is doing, if that is known; else empty
   * @param width the most characters
   */
  static String of(long nanos, String what, int width) {
    String time = String.format(Locale.ROOT, "%.1f s", nanos / NANOS_PER_SECOND);
    String doing = what.isEmpty() ? "running" : what;
    return CellLines.wrapped(time + "  " + doing + "  (Ctrl-C cancels)", Math.max(1, width)).get(0);
  }
}
