package org.weft.planner.sql.algebra;

import com.google.common.collect.ImmutableList;
import java.util.List;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexFieldCollation;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexWindowBounds;
import org.apache.calcite.rex.RexWindowExclusion;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;

/** {@code ROW_NUMBER() OVER (PARTITION BY … ORDER BY …)}. */
final class RowNumbers {
  private RowNumbers() {}

  /** The number of a row, a BIGINT from 1, among those of its partition in their order. */
  static RexNode over(
      RexBuilder rex, List<RexNode> partition, ImmutableList<RexFieldCollation> order) {
    return rex.makeOver(
        rex.getTypeFactory().createSqlType(SqlTypeName.BIGINT),
        SqlStdOperatorTable.ROW_NUMBER,
        List.of(),
        partition,
        order,
        RexWindowBounds.UNBOUNDED_PRECEDING,
        RexWindowBounds.CURRENT_ROW,
        RexWindowExclusion.EXCLUDE_NO_OTHER,
        true,
        true,
        false,
        false,
        false);
  }
}
