package org.weft.planner.logical;

/** Which rows of a join come out. */
public enum JoinType {
  INNER,
  LEFT,
  RIGHT,
  FULL,
  /** Left rows that have a match, once each. */
  SEMI,
  /** Left rows that have no match. */
  ANTI,
  /** All left rows, once each, and a column that says whether they have a match. */
  MARK;

  /** True if the right columns do not come out. */
  public boolean isOneSided() {
    return this == SEMI || this == ANTI || this == MARK;
  }
}
