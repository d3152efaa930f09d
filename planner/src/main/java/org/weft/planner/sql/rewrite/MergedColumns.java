package org.weft.planner.sql.rewrite;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.calcite.sql.JoinConditionType;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLambda;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.util.SqlShuttle;

/**
 * Columns that a join merged, in the ON of the joins around it: in {@code a JOIN b USING (k) JOIN c
 * ON k = x} the bare name means the merged column, which Calcite finds ambiguous there. Sub-queries
 * in ON keep the names they have.
 */
final class MergedColumns extends SqlShuttle {
  private final Map<String, SqlNode> columns;

  private MergedColumns(Map<String, SqlNode> columns) {
    this.columns = columns;
  }

  /** The condition of a join, with what its sides merged written out. */
  static SqlNode written(SqlNode condition, SqlJoin join) {
    Map<String, SqlNode> merged = ofSides(join);
    return merged.isEmpty() ? condition : condition.accept(new MergedColumns(merged));
  }

  @Override
  public SqlNode visit(SqlIdentifier name) {
    SqlNode merged = name.isSimple() ? columns.get(key(name)) : null;
    return merged == null ? name : Trees.copy(merged);
  }

  @Override
  public SqlNode visit(SqlCall call) {
    boolean hasOwnNames = call.isA(SqlKind.QUERY) || call instanceof SqlLambda;
    return hasOwnNames ? call : super.visit(call);
  }

  /** By name; what both sides have is ambiguous, and left out. */
  private static Map<String, SqlNode> ofSides(SqlJoin join) {
    Map<String, SqlNode> merged = new HashMap<>(of(join.getLeft()));
    of(join.getRight())
        .forEach((name, column) -> merged.merge(name, column, (left, right) -> null));
    return merged;
  }

  private static Map<String, SqlNode> of(SqlNode from) {
    if (!(from instanceof SqlJoin join)) {
      return Map.of();
    }
    Map<String, SqlNode> merged = ofSides(join);
    if (join.getConditionType() == JoinConditionType.USING) {
      Map<String, SqlNode> left = of(join.getLeft());
      Map<String, SqlNode> right = of(join.getRight());
      for (SqlNode name : (SqlNodeList) join.getCondition()) {
        SqlIdentifier column = (SqlIdentifier) name;
        String key = key(column);
        SqlNode one = left.getOrDefault(key, column(join.getLeft(), column));
        SqlNode other = right.getOrDefault(key, column(join.getRight(), column));
        SqlNode value = merged(join, one, other);
        if (value == null) {
          merged.remove(key);
        } else {
          merged.put(key, value);
        }
      }
    }
    return merged;
  }

  /** Null where it is not known of which table the column is. */
  private static SqlNode merged(SqlJoin join, SqlNode left, SqlNode right) {
    return switch (join.getJoinType()) {
      case INNER -> left == null ? right : left;
      case LEFT -> left;
      case RIGHT -> right;
      case FULL ->
          left == null || right == null
              ? null
              : Trees.call(SqlStdOperatorTable.COALESCE, left, right);
      default -> null;
    };
  }

  /** The column of a side that is one table; null for others. */
  private static SqlNode column(SqlNode side, SqlIdentifier name) {
    String table =
        side instanceof SqlIdentifier whole
            ? whole.names.get(whole.names.size() - 1)
            : Trees.alias(side);
    return table == null
        ? null
        : new SqlIdentifier(List.of(table, name.getSimple()), name.getParserPosition());
  }

  private static String key(SqlIdentifier name) {
    return name.getSimple().toLowerCase(Locale.ROOT);
  }
}
