package org.weft.planner.sql.parse;

import org.apache.calcite.sql.JoinConditionType;
import org.apache.calcite.sql.JoinType;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;

/** Joins that keep every row of the left side, for what Hive and Spark call outer views. */
public final class LeftJoins {
  private LeftJoins() {}

  /** {@code left LEFT JOIN right ON TRUE}, at a place. */
  public static SqlNode onTrue(SqlParserPos pos, SqlNode left, SqlNode right) {
    return new SqlJoin(
        pos,
        left,
        SqlLiteral.createBoolean(false, pos),
        JoinType.LEFT.symbol(pos),
        right,
        JoinConditionType.ON.symbol(pos),
        SqlLiteral.createBoolean(true, pos));
  }
}
