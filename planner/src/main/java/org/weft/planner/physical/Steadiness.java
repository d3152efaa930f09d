package org.weft.planner.physical;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntUnaryOperator;

/**
 * What stays the same when rows are computed again from the same files.
 *
 * @param rows whether the same rows come out, as far as the steady columns tell
 * @param changing ordinals of the columns whose value in a row may be another each time, chosen for
 *     every row on its own: any of the values is right, whatever is chosen in other rows
 */
public record Steadiness(Rows rows, Set<Integer> changing) {
  /** Whether which rows come out is certain. */
  public enum Rows {
    SAME,
    /** Not certain; or what they hold hangs together, so that rows of two runs may not be mixed. */
    MAY_DIFFER
  }

  /** Everything stays the same. */
  static final Steadiness SURE = new Steadiness(Rows.SAME, Set.of());

  /** Nothing is certain. */
  static final Steadiness UNSURE = new Steadiness(Rows.MAY_DIFFER, Set.of());

  public Steadiness {
    changing = Set.copyOf(changing);
  }

  /** True if the same rows come out, with the same values in these columns. */
  public boolean isSure(Iterable<Integer> columns) {
    if (rows == Rows.MAY_DIFFER) {
      return false;
    }
    for (int column : columns) {
      if (changing.contains(column)) {
        return false;
      }
    }
    return true;
  }

  /** True if the same rows come out, with the same values everywhere. */
  public boolean isSure() {
    return rows == Rows.SAME && changing.isEmpty();
  }

  /** This if it is sure of what decides which rows come out, else nothing is. */
  Steadiness decidedBy(Iterable<Integer> columns) {
    return isSure(columns) ? this : UNSURE;
  }

  /** The same rows with those of the columns that may change at other ordinals; negative: none. */
  Steadiness moved(IntUnaryOperator ordinal) {
    Set<Integer> moved = new TreeSet<>();
    for (int column : changing) {
      int to = ordinal.applyAsInt(column);
      if (to >= 0) {
        moved.add(to);
      }
    }
    return new Steadiness(rows, moved);
  }

  /** Of rows that need the rows of several: each says which of the result's columns may change. */
  static Steadiness all(List<Steadiness> parts) {
    Set<Integer> changing = new TreeSet<>();
    for (Steadiness part : parts) {
      if (part.rows == Rows.MAY_DIFFER) {
        return UNSURE;
      }
      changing.addAll(part.changing);
    }
    return new Steadiness(Rows.SAME, changing);
  }
}
