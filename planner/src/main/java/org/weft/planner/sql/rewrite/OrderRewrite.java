package org.weft.planner.sql.rewrite;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.weft.planner.sql.parse.DialectOperators;

/** ORDER BY ALL: by every column, from the first to the last. */
final class OrderRewrite {
  private final DialectRewrite rewrite;
  private final Scope scope;

  OrderRewrite(DialectRewrite rewrite, Scope scope) {
    this.rewrite = rewrite;
    this.scope = scope;
  }

  /** The keys, with ALL as the numbers of the query's columns. */
  SqlNodeList expanded(SqlNodeList keys, SqlNode query) {
    boolean hasAll = false;
    for (SqlNode key : keys) {
      hasAll |= DialectOperators.is(OrderKeys.bare(key), DialectOperators.ALL);
    }
    if (!hasAll) {
      return keys;
    }
    List<SqlNode> expanded = new ArrayList<>();
    int columns = rewrite.columns(query, scope).size();
    for (SqlNode key : keys) {
      if (DialectOperators.is(OrderKeys.bare(key), DialectOperators.ALL)) {
        for (int i = 1; i <= columns; i++) {
          expanded.add(OrderKeys.like(key, Trees.number(i)));
        }
      } else {
        expanded.add(key);
      }
    }
    return new SqlNodeList(expanded, keys.getParserPosition());
  }
}
