package org.weft.planner.logical;

/** How someone wants a join to be done; it is followed where the join's type allows it. */
public enum JoinHint {
  /** As the planner finds best. */
  NONE,
  /** By a hash table, without sending all rows of a side to every task. */
  HASH,
  /** By a hash table of the left rows, all of which are sent to every task. */
  BROADCAST_LEFT,
  /** By a hash table of the right rows, all of which are sent to every task. */
  BROADCAST_RIGHT,
  /** By sorting both sides. */
  MERGE
}
