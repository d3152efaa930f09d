package org.weft.planner.sql.rewrite;

import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlWithItem;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;
import org.weft.planner.sql.parse.QueryText;

/**
 * Queries of WITH whose rows would be others each time, such as those of random numbers, and that
 * are read more than once: all who read them get the same rows.
 */
final class VolatileTables {
  private final Relations relations;
  private final QueryText text;
  private final Scope scope;

  VolatileTables(Relations relations, QueryText text, Scope scope) {
    this.relations = relations;
    this.text = text;
    this.scope = scope;
  }

  /**
   * Computes a query of WITH once if it has to be.
   *
   * @param item free of marks; its query is changed
   * @param readers what can name it
   */
  void keep(SqlWithItem item, List<SqlNode> readers) {
    if (!isVolatile(item.query) || references(item.name.getSimple(), readers) < 2) {
      return;
    }
    String table = common(item);
    item.query =
        Trees.select(item.query.getParserPosition(), List.of(Trees.star()), Trees.name(table));
  }

  private String common(SqlWithItem item) {
    try {
      return relations.common(scope.alone(item.query));
    } catch (WeftException e) {
      boolean mayMeanOthers =
          e.code() == ErrorCode.TABLE_NOT_FOUND || e.code() == ErrorCode.COLUMN_NOT_FOUND;
      if (!mayMeanOthers) {
        throw e;
      }
      String name = item.name.getSimple();
      throw text.at(
          WeftException.of(
                  ErrorCode.UNSUPPORTED_FEATURE,
                  "the rows of '"
                      + name
                      + "' are others each time and it is read more than once, so it has to stand"
                      + " alone: "
                      + e.sentence(),
                  e)
              .hint("do without columns of the query around it, or read it once"),
          item.name);
    }
  }

  private boolean isVolatile(SqlNode query) {
    boolean[] found = {false};
    query.accept(
        new SqlBasicVisitor<Void>() {
          @Override
          public Void visit(SqlCall call) {
            found[0] |= relations.isVolatile(call.getOperator().getName());
            return found[0] ? null : super.visit(call);
          }
        });
    return found[0];
  }

  private static int references(String name, List<SqlNode> readers) {
    int[] count = {0};
    for (SqlNode reader : readers) {
      reader.accept(
          new SqlBasicVisitor<Void>() {
            @Override
            public Void visit(SqlIdentifier identifier) {
              boolean isIt = identifier.isSimple() && identifier.getSimple().equalsIgnoreCase(name);
              count[0] += isIt ? 1 : 0;
              return null;
            }
          });
    }
    return count[0];
  }
}
