package org.weft.planner.expr;

/** One column to order by. */
public record SortKey(int ordinal, Direction direction, Nulls nulls) {
  public enum Direction {
    ASCENDING,
    DESCENDING
  }

  /** Where nulls go. Weft's default: last ascending, first descending. */
  public enum Nulls {
    FIRST,
    LAST
  }

  /** Ascending, nulls last. */
  public static SortKey ascending(int ordinal) {
    return new SortKey(ordinal, Direction.ASCENDING, Nulls.LAST);
  }

  /** Descending, nulls first. */
  public static SortKey descending(int ordinal) {
    return new SortKey(ordinal, Direction.DESCENDING, Nulls.FIRST);
  }
}
