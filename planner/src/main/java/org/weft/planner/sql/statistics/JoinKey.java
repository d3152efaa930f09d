package org.weft.planner.sql.statistics;

import java.util.Optional;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexInputRef;
import org.weft.planner.scan.BaseColumn;

/**
 * Two columns that a join compares.
 *
 * @param left different values on the left, before filters
 * @param right the same on the right
 * @param leftRows rows of the table on the left, before filters
 * @param rightRows the same on the right
 * @param leftScan where the left column comes from, if it is known
 * @param rightScan where the right one does
 */
public record JoinKey(
    double left,
    double right,
    double leftRows,
    double rightRows,
    Optional<RelNode> leftScan,
    Optional<RelNode> rightScan) {

  /**
   * One of them.
   *
   * @param rows estimated rows of the node
   */
  public record Side(RelNode node, int column, double rows) {
    private Optional<Origin.Place> place() {
      return Origin.place(node, column);
    }

    private double distinct() {
      return Distinct.forGrouping(
          Columns.of(node), RexInputRef.of(column, node.getRowType()), rows);
    }
  }

  /** The columns of two nodes. One that refers to a likely key has no more values than that. */
  public static JoinKey of(Side left, Side right) {
    Optional<Origin.Place> leftPlace = left.place();
    Optional<Origin.Place> rightPlace = right.place();
    Optional<BaseColumn> leftOrigin = leftPlace.map(Origin.Place::column);
    Optional<BaseColumn> rightOrigin = rightPlace.map(Origin.Place::column);
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
        leftPlace.map(Origin.Place::scan),
        rightPlace.map(Origin.Place::scan));
  }

  /** True if both sides of both keys belong to the same tables, read in the same place. */
  boolean isBesides(JoinKey other) {
    return this == other
        || (isSame(leftScan, other.leftScan) && isSame(rightScan, other.rightScan));
  }

  private static boolean isSame(Optional<RelNode> a, Optional<RelNode> b) {
    return a.isPresent() && b.isPresent() && a.get() == b.get();
  }
}
