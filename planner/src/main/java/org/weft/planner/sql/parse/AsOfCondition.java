package org.weft.planner.sql.parse;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/**
 * The condition of an as-of join that says everything in ON, taken apart.
 *
 * @param equalities all but the order comparison; true if there is nothing else
 * @param match the order comparison; null if there is none
 */
record AsOfCondition(SqlNode equalities, SqlNode match) {
  static AsOfCondition of(SqlNode condition) {
    List<SqlNode> equalities = new ArrayList<>();
    List<SqlNode> comparisons = new ArrayList<>();
    split(condition, equalities, comparisons);
    SqlNode rest =
        equalities.stream()
            .reduce(
                (a, b) ->
                    SqlStdOperatorTable.AND.createCall(
                        a.getParserPosition().plus(b.getParserPosition()), a, b))
            .orElse(SqlLiteral.createBoolean(true, condition.getParserPosition()));
    return new AsOfCondition(rest, comparisons.isEmpty() ? null : comparisons.get(0));
  }

  private static void split(SqlNode node, List<SqlNode> equalities, List<SqlNode> comparisons) {
    if (node.getKind() == SqlKind.AND) {
      ((SqlCall) node).getOperandList().forEach(part -> split(part, equalities, comparisons));
      return;
    }
    boolean isOrder =
        switch (node.getKind()) {
          case GREATER_THAN, GREATER_THAN_OR_EQUAL, LESS_THAN, LESS_THAN_OR_EQUAL -> true;
          default -> false;
        };
    // a second comparison is left among the equalities, where it is refused by name
    (isOrder && comparisons.isEmpty() ? comparisons : equalities).add(node);
  }
}
