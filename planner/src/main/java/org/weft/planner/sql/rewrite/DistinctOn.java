package org.weft.planner.sql.rewrite;

import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.SqlSelect;
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
    requireItems(select.distinctOn(), select);
    requireItems(order, select);
    SqlNodeList keys = SelectItems.meanings(select.distinctOn(), select);
    SqlNode place = Trees.over(Trees.call("row_number"), keys, SelectItems.meanings(order, select));
    select.setQualify(Trees.call(SqlStdOperatorTable.EQUALS, place, Trees.number(1)));
    return select;
  }

  /** Numbers stand for items; one that stands for none would be the same for all rows. */
  private void requireItems(SqlNodeList keys, SqlSelect select) {
    for (SqlNode key : keys) {
      SqlNode bare = OrderKeys.bare(key);
      if (!(bare instanceof SqlNumericLiteral number) || !number.isInteger()) {
        continue;
      }
      if (SelectItems.hasStar(select)) {
        throw rewrite
            .error(
                ErrorCode.UNSUPPORTED_FEATURE,
                "the position of a column in a query of DISTINCT ON and * is not supported",
                bare)
            .hint("name the column");
      }
      long position = number.longValue(true);
      if (position < 1 || position > select.getSelectList().size()) {
        throw rewrite
            .error(ErrorCode.INVALID_QUERY, "there is no column " + position, bare)
            .hint("the columns are 1 to " + select.getSelectList().size());
      }
    }
  }
}
