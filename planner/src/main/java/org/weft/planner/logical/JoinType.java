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
  ANTI
}
