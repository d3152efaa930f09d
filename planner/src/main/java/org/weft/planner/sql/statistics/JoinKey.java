package org.weft.planner.sql.statistics;

import java.util.Optional;
import java.util.OptionalDouble;
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
   * Keys of which only a range smaller than this part is referred to are those of a table made in
   * advance, such as the days of two centuries of which five years have sales.
   */
  private static final double PART_IN_USE = 0.25;

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

  /**
   * The columns of two nodes. One that refers to a likely key has no more values than that. Where
   * it refers to a small range of them only, those that a filter has left are taken to be of that
   * range: nobody asks for days without sales.
   */
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
      rightValues = inUse(leftOrigin, right, rightValues);
    } else if (leftIsKey && !rightIsKey) {
      rightValues = Math.min(rightValues, leftRows);
      leftValues = inUse(rightOrigin, left, leftValues);
    }
    return new JoinKey(
        leftValues,
        rightValues,
        leftRows,
        rightRows,
        leftPlace.map(Origin.Place::scan),
        rightPlace.map(Origin.Place::scan));
  }

  /** Of so many keys those that can be referred to, if they are a small part of them. */
  private static double inUse(Optional<BaseColumn> referring, Side key, double keys) {
    OptionalDouble range = referring.map(BaseColumn::range).orElse(OptionalDouble.empty());
    return range.isPresent() && range.getAsDouble() < keys * PART_IN_USE
        ? Math.min(keys, Math.max(range.getAsDouble(), key.rows()))
        : keys;
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
