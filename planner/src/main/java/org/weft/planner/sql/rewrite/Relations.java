package org.weft.planner.sql.rewrite;

import java.util.List;
import org.apache.calcite.sql.SqlNode;

/** What a rewrite has to know of tables and functions. */
public interface Relations {
  /**
   * The names of a query's columns.
   *
   * @param query free of marks; it is not changed
   * @throws org.weft.planner.error.WeftException if it is not valid
   */
  List<String> columns(SqlNode query);

  /** True for the name of a function that takes groups of rows. */
  boolean isAggregate(String function);

  /**
   * The values of a query's columns, as texts that can stand in SQL.
   *
   * @param query free of marks; it is not changed
   */
  List<List<SqlNode>> rows(SqlNode query);
}
