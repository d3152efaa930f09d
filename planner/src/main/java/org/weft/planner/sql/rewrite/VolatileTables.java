package org.weft.planner.sql.rewrite;

import java.util.List;
import java.util.Optional;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlWithItem;
import org.apache.calcite.sql.util.SqlBasicVisitor;

/**
 * Queries of WITH whose rows would be others each time, such as those of random numbers, and that
 * are read more than once: all who read them get the same rows.
 */
final class VolatileTables {
  private final Relations relations;
  private final Scope scope;

  VolatileTables(Relations relations, Scope scope) {
    this.relations = relations;
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
    Optional<String> table = relations.common(scope.alone(item.query));
    if (table.isPresent()) {
      item.query =
          Trees.select(
              item.query.getParserPosition(), List.of(Trees.star()), Trees.name(table.get()));
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
