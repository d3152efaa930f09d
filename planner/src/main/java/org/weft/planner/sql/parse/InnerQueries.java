package org.weft.planner.sql.parse;

import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.util.SqlBasicVisitor;

/** Looks for queries inside of expressions. */
public final class InnerQueries {
  private InnerQueries() {}

  /** True if there is one. */
  public static boolean areIn(SqlNode expression) {
    boolean[] found = new boolean[1];
    expression.accept(
        new SqlBasicVisitor<Void>() {
          @Override
          public Void visit(SqlCall call) {
            found[0] |= call.isA(SqlKind.QUERY);
            return super.visit(call);
          }
        });
    return found[0];
  }
}
