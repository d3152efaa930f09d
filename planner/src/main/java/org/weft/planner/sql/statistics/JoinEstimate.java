package org.weft.planner.sql.statistics;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinInfo;
import org.apache.calcite.rel.metadata.RelMetadataQuery;
import org.apache.calcite.rex.RexNode;

/** Guesses how many rows a join gives. */
public final class JoinEstimate {
  /** At least this part of the rows is left by an anti join. */
  private static final double MIN_ANTI = 0.05;

  /** The part of the matches that a further condition of a semi join leaves. */
  private static final double SEMI_RESIDUAL = 0.9;

  private JoinEstimate() {}

  /** The rows of a join. */
  static double rows(Join join, RelMetadataQuery mq) {
    double left = Math.max(1, mq.getRowCount(join.getLeft()));
    double right = Math.max(1, mq.getRowCount(join.getRight()));
    JoinInfo info = join.analyzeCondition();
    double residual = residual(info, left * right, join);
    double inner = left * right * keys(join, info, left, right) * residual;
    return switch (join.getJoinType()) {
      case INNER -> Math.max(1, inner);
      case LEFT -> Math.max(left, inner);
      case RIGHT -> Math.max(right, inner);
      case FULL -> Math.max(left + right, inner);
      case SEMI -> Math.max(1, left * semi(join, info, left, right));
      case ANTI -> Math.max(1, left * anti(semi(join, info, left, right)));
      default -> left;
    };
  }

  private static double residual(JoinInfo info, double pairs, Join join) {
    double part = 1;
    Columns columns = Columns.of(join);
    for (RexNode condition : info.nonEquiConditions) {
      part *= Selectivity.of(columns, condition, pairs);
    }
    return part;
  }

  private static double keys(Join join, JoinInfo info, double leftRows, double rightRows) {
    List<JoinKey> keys = new ArrayList<>();
    for (int i = 0; i < info.leftKeys.size(); i++) {
      keys.add(
          JoinKey.of(
              new JoinKey.Side(join.getLeft(), info.leftKeys.getInt(i), leftRows),
              new JoinKey.Side(join.getRight(), info.rightKeys.getInt(i), rightRows)));
    }
    return of(keys);
  }

  /**
   * The part of all pairs of rows that agree on some keys. Several keys between the same two tables
   * have together at most as many different values as their table has rows.
   */
  public static double of(List<JoinKey> keys) {
    double part = 1;
    List<JoinKey> left = new ArrayList<>(keys);
    while (!left.isEmpty()) {
      JoinKey first = left.get(0);
      List<JoinKey> together = left.stream().filter(first::isBesides).toList();
      left.removeAll(together);
      part *= ofOnePair(together);
    }
    return part;
  }

  private static double ofOnePair(List<JoinKey> keys) {
    if (keys.size() == 1) {
      return 1 / Math.max(keys.get(0).left(), keys.get(0).right());
    }
    double left = 1;
    double right = 1;
    for (JoinKey key : keys) {
      left *= key.left();
      right *= key.right();
    }
    double leftValues = Math.min(left, keys.get(0).leftRows());
    double rightValues = Math.min(right, keys.get(0).rightRows());
    return 1 / Math.max(1, Math.min(leftValues, rightValues));
  }

  private static double semi(Join join, JoinInfo info, double leftRows, double rightRows) {
    double part = 1;
    for (int i = 0; i < info.leftKeys.size(); i++) {
      JoinKey key =
          JoinKey.of(
              new JoinKey.Side(join.getLeft(), info.leftKeys.getInt(i), leftRows),
              new JoinKey.Side(join.getRight(), info.rightKeys.getInt(i), rightRows));
      part = Math.min(part, semi(key, rightRows));
    }
    return info.nonEquiConditions.isEmpty() ? part : part * SEMI_RESIDUAL;
  }

  /** The part of the rows without a match, by the part with one. */
  public static double anti(double semi) {
    return Math.max(MIN_ANTI, 1 - semi);
  }

  /** The part of the left rows that find a match among so many right rows. */
  public static double semi(JoinKey key, double rightRows) {
    return Math.min(1, Math.min(key.right(), rightRows) / key.left());
  }
}
