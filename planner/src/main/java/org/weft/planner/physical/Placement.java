package org.weft.planner.physical;

import java.util.List;

/** Over how many tasks the rows of a plan are spread, and by what. */
public sealed interface Placement {
  /** All rows in one task. */
  record One() implements Placement {}

  /** Rows in several tasks, by no rule. */
  record Spread() implements Placement {}

  /**
   * Rows with equal keys are in the same task.
   *
   * @param keys lists of key ordinals, each of which is true: an inner join makes its left and
   *     right keys equal; the order is that of the hash
   */
  record Hashed(List<List<Integer>> keys, int partitions) implements Placement {
    public Hashed {
      keys = List.copyOf(keys);
    }
  }

  /** The placement of a plan that is cut at its exchanges into tasks. */
  static Placement of(PhysicalPlan plan) {
    return plan.accept(new PlacementVisitor());
  }
}
