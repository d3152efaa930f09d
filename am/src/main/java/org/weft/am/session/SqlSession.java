package org.weft.am.session;

import java.util.List;
import org.weft.planner.scan.TableReference;

/** Runs SQL statements over tables and views that it remembers. Thread-safe. */
public interface SqlSession extends AutoCloseable {
  /**
   * Plans one statement.
   *
   * @throws org.weft.planner.error.WeftException if it cannot be run; positions are in its text
   */
  PreparedSql prepare(String statement);

  /** Gives files a name. Replaces a table of that name. */
  void register(TableReference table);

  /** Tables and views: those that need no schema in front of them first, by name. */
  List<TableListing> tables();

  /** The names of schemas. */
  List<String> schemas();

  @Override
  void close();
}
