package org.weft.am.shell;

import java.util.Optional;

/** What the shell does that is not SQL. */
sealed interface Command {
  /** {@code \d}: tables and views. */
  record ListTables() implements Command {}

  /** {@code \d NAME}: the columns of a table, a view or a quoted path. */
  record DescribeTable(String name) implements Command {}

  /**
   * {@code \df}: functions.
   *
   * @param pattern of LIKE, or a part of a name
   */
  record ListFunctions(Optional<String> pattern) implements Command {}

  /** {@code \timing}: whether the time of each statement is told; none turns it over. */
  record Timing(Optional<Toggle> to) implements Command {}

  /** {@code \x}: whether each column has a line of its own; none turns it over. */
  record Expanded(Optional<Toggle> to) implements Command {}

  /** {@code \rows}: how many rows of a result are shown; 0 for all, none to be told. */
  record Rows(Optional<Integer> limit) implements Command {}

  /** {@code \o}: results go to a file, or back to the screen. */
  record Output(Optional<String> file) implements Command {}

  /** {@code \i}: runs a file. */
  record Include(String file) implements Command {}

  /** {@code \set}: all settings, or one. */
  record ShowSettings(Optional<String> name) implements Command {}

  /** {@code \set NAME VALUE}. */
  record ChangeSetting(String name, String value) implements Command {}

  /** {@code unset}: a setting is again what it was at the start. */
  record ResetSetting(String name) implements Command {}

  /** {@code \?}. */
  record Help() implements Command {}

  /** {@code \q}. */
  record Quit() implements Command {}

  /** On or off. */
  enum Toggle {
    ON,
    OFF;

    /** The other one. */
    Toggle other() {
      return this == ON ? OFF : ON;
    }
  }
}
