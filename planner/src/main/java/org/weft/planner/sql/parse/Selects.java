package org.weft.planner.sql.parse;

import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.parser.SqlParserPos;

/** Queries that nobody wrote as they are; other clauses than the first two are set in them. */
public final class Selects {
  private Selects() {}

  /** {@code SELECT items FROM from}, at a place. */
  public static SqlSelect of(SqlParserPos pos, SqlNodeList items, SqlNode from) {
    return new SqlSelect(
        pos, null, items, from, null, null, null, null, null, null, null, null, null);
  }
}
