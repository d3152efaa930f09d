package org.weft.planner.sql.rewrite;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
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
      hasAll |= DialectOperators.is(bare(key), DialectOperators.ALL);
    }
    if (!hasAll) {
      return keys;
    }
    List<SqlNode> expanded = new ArrayList<>();
    int columns = rewrite.columns(query, scope).size();
    for (SqlNode key : keys) {
      if (DialectOperators.is(bare(key), DialectOperators.ALL)) {
        for (int i = 1; i <= columns; i++) {
          expanded.add(like(key, Trees.number(i)));
        }
      } else {
        expanded.add(key);
      }
    }
    return new SqlNodeList(expanded, keys.getParserPosition());
  }

  /** The key without its direction. */
  static SqlNode bare(SqlNode key) {
    return switch (key.getKind()) {
      case DESCENDING, NULLS_FIRST, NULLS_LAST -> bare(((SqlCall) key).operand(0));
      default -> key;
    };
  }

  /** Another expression with the direction of this key. */
  static SqlNode like(SqlNode key, SqlNode expression) {
    SqlKind kind = key.getKind();
    if (kind == SqlKind.DESCENDING || kind == SqlKind.NULLS_FIRST || kind == SqlKind.NULLS_LAST) {
      SqlCall call = (SqlCall) key;
      return call.getOperator()
          .createCall(key.getParserPosition(), like(call.operand(0), expression));
    }
    return expression;
  }
}
