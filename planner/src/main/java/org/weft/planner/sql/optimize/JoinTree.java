package org.weft.planner.sql.optimize;

/** An order of the joins of a block. */
sealed interface JoinTree {
  /** The inputs below. */
  long leaves();

  /** One input. */
  record Leaf(int index) implements JoinTree {
    @Override
    public long leaves() {
      return 1L << index;
    }
  }

  /** A join of two trees; the right one is a single input if that input is not inner. */
  record Pair(JoinTree left, JoinTree right) implements JoinTree {
    @Override
    public long leaves() {
      return left.leaves() | right.leaves();
    }
  }
}
