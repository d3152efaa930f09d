package org.weft.am.shell;

import java.util.List;

/** The names that a session knows. */
interface Vocabulary {
  /** Tables and views. */
  List<String> tables();

  /**
   * The columns of a table; none if there is no such table.
   *
   * @param table as written: a name, or a path in quotes
   */
  List<String> columns(String table);
}
