package org.weft.planner.sql.statistics;

import java.util.Optional;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexInputRef;
import org.weft.planner.scan.BaseColumn;
import org.weft.planner.scan.TableData;

/**
 * Two columns that a join compares.
 *
 * @param left different values on the left, before filters
 * @param right the same on the right
 * @param leftRows rows of the table on the left, before filters
 * @param rightRows the same on the right
 */
public record JoinKey(
    double left,
    double right,
    double leftRows,
    double rightRows,
    Optional<TableData> leftTable,
    Optional<TableData> rightTable) {

  /**
   * One of them.
   *
   * @param rows estimated rows of the node
   */
  public record Side(RelNode node, int column, double rows) {
    private Optional<BaseColumn> origin() {
      return Origin.of(node, column);
    }

    private double distinct() {
      return Distinct.forGrouping(
          Columns.of(node), RexInputRef.of(column, node.getRowType()), rows);
    }
  }

  /** The columns of two nodes. One that refers to a likely key has no more values than that. */
  public static JoinKey of(Side left, Side right) {
    Optional<BaseColumn> leftOrigin = left.origin();
    Optional<BaseColumn> rightOrigin = right.origin();
    double leftRows = leftOrigin.map(BaseColumn::rows).orElse(left.rows());
    double rightRows = rightOrigin.map(BaseColumn::rows).orElse(right.rows());
    double leftValues = left.distinct();
    double rightValues = right.distinct();
    boolean leftIsKey = leftOrigin.map(BaseColumn::isLikelyKey).orElse(false);
    boolean rightIsKey = rightOrigin.map(BaseColumn::isLikelyKey).orElse(false);
    if (rightIsKey && !leftIsKey) {
      leftValues = Math.min(leftValues, rightRows);
    } else if (leftIsKey && !rightIsKey) {
      rightValues = Math.min(rightValues, leftRows);
    }
    return new JoinKey(
        leftValues,
        rightValues,
        leftRows,
        rightRows,
        leftOrigin.map(BaseColumn::table),
        rightOrigin.map(BaseColumn::table));
  }

  /** True if both sides of both keys belong to the same tables. */
  boolean isBesides(JoinKey other) {
    return this == other
        || (isSame(leftTable, other.leftTable) && isSame(rightTable, other.rightTable));
  }

  private static boolean isSame(Optional<TableData> a, Optional<TableData> b) {
    return a.isPresent() && b.isPresent() && a.get() == b.get();
  }
}
