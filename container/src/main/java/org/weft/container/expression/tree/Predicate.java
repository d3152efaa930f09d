package org.weft.container.expression.tree;

import org.weft.planner.vector.Batch;

/** A condition that picks rows. It has one sense: null never passes, negation is built in. */
public abstract class Predicate {
  /**
   * Writes the rows that pass, ascending.
   *
   * @param out room for all of {@code rows}; may be their own array
   * @return how many pass
   */
  public abstract int select(Batch batch, Rows rows, int[] out);

  /** Roughly how long a row takes, a comparison of integers being 1. */
  public abstract int cost();
}
