package org.weft.planner.sql.rewrite;

import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.sql.parse.DialectSelect;

/** DISTINCT ON: the first row of each group, by the order of the query. */
final class DistinctOn {
  private final DialectRewrite rewrite;

  DistinctOn(DialectRewrite rewrite) {
    this.rewrite = rewrite;
  }

  SqlNode rewritten(DialectSelect select, SqlNodeList order) {
    if (select.getQualify() != null) {
      throw rewrite
          .error(
              ErrorCode.UNSUPPORTED_FEATURE,
              "DISTINCT ON and QUALIFY in one SELECT are not supported",
              select.getQualify())
          .hint("put one of them into a query in FROM");
    }
    SqlNodeList keys = SelectItems.meanings(select.distinctOn(), select);
    SqlNode place = Trees.over(Trees.call("row_number"), keys, SelectItems.meanings(order, select));
    select.setQualify(Trees.call(SqlStdOperatorTable.EQUALS, place, Trees.number(1)));
    return select;
  }
}
