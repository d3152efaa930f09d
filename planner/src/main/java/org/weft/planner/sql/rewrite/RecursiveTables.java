package org.weft.planner.sql.rewrite;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlWith;
import org.apache.calcite.sql.SqlWithItem;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;

/**
 * Makes a common table that refers to itself one of a table that stands for its rows, so that all
 * rules of names and scopes are those of other common tables. Its first part and its recursive part
 * are queries of their own; in the latter the name means the rows that the previous round added.
 */
final class RecursiveTables {
  private final DialectRewrite rewrite;
  private final Scope scope;

  RecursiveTables(DialectRewrite rewrite, Scope scope) {
    this.rewrite = rewrite;
    this.scope = scope;
  }

  /** The two parts of a recursive query. */
  private record Parts(SqlNode first, SqlNode recursive, SqlOperator union) {}

  /** True if the item refers to itself and may. */
  static boolean isOne(SqlWithItem item) {
    return item.recursive.booleanValue() && !references(item, item.query).isEmpty();
  }

  private static List<SqlIdentifier> references(SqlWithItem item, SqlNode query) {
    return SelfReferences.in(query, item.name.getSimple());
  }

  /** The item as one that does not refer to itself. */
  SqlWithItem rewritten(SqlWithItem item) {
    Parts parts = parts(item, item.query);
    check(item, parts);
    SqlNode first = rewrite.rewritten(parts.first, scope);
    Relations.Recursion recursion =
        rewrite.relations().recursion(names(item), scope.alone(first), item.name);
    Scope inside = scope.with(of(item, recursion.workingTable()));
    SqlNode recursive = rewrite.rewritten(parts.recursive, inside);
    Relations.Duplicates duplicates =
        parts.union == SqlStdOperatorTable.UNION_ALL
            ? Relations.Duplicates.KEPT
            : Relations.Duplicates.LEFT_OUT;
    return of(item, recursion.table(inside.alone(recursive), duplicates));
  }

  private static List<String> names(SqlWithItem item) {
    List<String> names = new ArrayList<>();
    if (item.columnList != null) {
      item.columnList.forEach(name -> names.add(((SqlIdentifier) name).getSimple()));
    }
    return names;
  }

  /** An item of this name that gives the rows of a table. */
  private static SqlWithItem of(SqlWithItem item, String table) {
    SqlParserPos pos = item.getParserPosition();
    SqlNode rows = Trees.select(pos, List.of(Trees.star()), Trees.name(table));
    return new SqlWithItem(pos, item.name, null, rows, SqlLiteral.createBoolean(false, pos));
  }

  private Parts parts(SqlWithItem item, SqlNode query) {
    if (query instanceof SqlWith with) {
      Parts inner = parts(item, with.body);
      List<SqlIdentifier> before = references(item, with.withList);
      if (!before.isEmpty()) {
        throw tooEarly(item, before.get(0));
      }
      return new Parts(around(with, inner.first), around(with, inner.recursive), inner.union);
    }
    if (query instanceof SqlOrderBy order) {
      String what = order.orderList.isEmpty() ? "LIMIT" : "ORDER BY";
      throw rewrite
          .error(ErrorCode.INVALID_QUERY, "a recursive query has no " + what, order)
          .hint("put it behind the query that reads '" + item.name.getSimple() + "'");
    }
    boolean isUnion =
        query instanceof SqlBasicCall call
            && (call.getOperator() == SqlStdOperatorTable.UNION
                || call.getOperator() == SqlStdOperatorTable.UNION_ALL);
    if (!isUnion) {
      throw rewrite
          .error(
              ErrorCode.INVALID_QUERY,
              "'" + item.name.getSimple() + "' refers to itself, but is no UNION",
              references(item, query).get(0))
          .hint("write: rows to start with UNION ALL rows made of those before");
    }
    SqlOperator union = ((SqlBasicCall) query).getOperator();
    List<SqlNode> chain = new ArrayList<>();
    collect(query, union, chain);
    SqlNode first = chain.get(0);
    for (SqlNode more : chain.subList(1, chain.size() - 1)) {
      first = union.createCall(first.getParserPosition(), first, more);
    }
    return new Parts(first, chain.get(chain.size() - 1), union);
  }

  /** The parts of a chain of the same unions, left to right; one in parentheses is one part. */
  private static void collect(SqlNode query, SqlOperator union, List<SqlNode> chain) {
    if (query instanceof SqlBasicCall call && call.getOperator() == union) {
      collect(call.operand(0), union, chain);
      chain.add(call.operand(1));
    } else {
      chain.add(query);
    }
  }

  private static SqlNode around(SqlWith with, SqlNode body) {
    SqlNodeList items = (SqlNodeList) Trees.copy(with.withList);
    return new SqlWith(with.getParserPosition(), items, body);
  }

  private void check(SqlWithItem item, Parts parts) {
    List<SqlIdentifier> early = references(item, parts.first);
    if (!early.isEmpty()) {
      throw tooEarly(item, early.get(0));
    }
  }

  private WeftException tooEarly(SqlWithItem item, SqlNode place) {
    return rewrite
        .error(
            ErrorCode.INVALID_QUERY,
            "only the last part of a recursive UNION may refer to '" + item.name.getSimple() + "'",
            place)
        .hint("write: rows to start with UNION ALL rows made of those before");
  }
}
