package org.weft.planner.sql.parse;

import java.util.List;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;

/** An interval of several units, as the sum of one interval for each. */
final class IntervalSum extends SqlBasicCall {
  private final List<SqlNode> parts;

  private IntervalSum(List<SqlNode> parts, SqlNode left, SqlParserPos pos) {
    super(SqlStdOperatorTable.PLUS, List.of(left, parts.get(parts.size() - 1)), pos);
    this.parts = parts;
  }

  /** The sum of at least one interval. */
  static SqlNode of(List<SqlNode> parts, SqlParserPos pos) {
    SqlNode sum = parts.get(0);
    for (int i = 1; i < parts.size(); i++) {
      sum = new IntervalSum(parts.subList(0, i + 1), sum, pos);
    }
    return sum;
  }

  List<SqlNode> parts() {
    return parts;
  }
}
