package org.weft.am.shell;

import org.weft.am.shell.Command.Toggle;

/**
 * How results are shown.
 *
 * @param timing whether each statement's time is told
 * @param expanded whether each column has a line of its own
 * @param rows the most rows shown, 0 for all
 */
record Display(Toggle timing, Toggle expanded, int rows) {
  /** As the shell starts. */
  static final Display DEFAULT = new Display(Toggle.OFF, Toggle.OFF, 200);

  Display withTiming(Toggle to) {
    return new Display(to, expanded, rows);
  }

  Display withExpanded(Toggle to) {
    return new Display(timing, to, rows);
  }

  Display withRows(int to) {
    return new Display(timing, expanded, to);
  }
}
