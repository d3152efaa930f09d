package org.weft.tests.suite;

import java.util.List;

/**
 * A statement with what another engine says comes of it.
 *
 * @param columns how many columns its rows have
 * @param rows as text, cells separated by tabs
 */
record SuiteStatement(String sql, Expected expected, int columns, List<String> rows) {
  /** What comes of it. */
  enum Expected {
    ROWS,
    NO_ROWS,
    ERROR
  }
}
