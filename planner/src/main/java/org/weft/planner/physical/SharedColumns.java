package org.weft.planner.physical;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.weft.planner.logical.LogicalPlan;

/**
 * Which columns of shared rows anybody needs. That is known once all references were looked at, and
 * then once more all that lies below them: a plan is pruned until nothing more was asked for.
 */
final class SharedColumns {
  private final Map<Integer, BitSet> needed = new HashMap<>();
  private final Map<Integer, Pruned> pruned = new HashMap<>();
  private boolean grew;

  private record Pruned(BitSet columns, LogicalPlan plan) {}

  /** Another walk over the plan begins. */
  void start() {
    grew = false;
    pruned.clear();
  }

  /** True if a column was asked for that was not when the walk began. */
  boolean grew() {
    return grew;
  }

  /** A reference needs these columns; what all of them need as far as is known. */
  BitSet ask(int id, BitSet columns) {
    BitSet all = needed.computeIfAbsent(id, unused -> new BitSet());
    int before = all.cardinality();
    all.or(columns);
    grew |= all.cardinality() > before;
    return (BitSet) all.clone();
  }

  /** The shared plan with the columns known so far, pruned once. */
  LogicalPlan pruned(int id, Supplier<LogicalPlan> prune) {
    BitSet columns = (BitSet) needed.get(id).clone();
    Pruned known = pruned.get(id);
    if (known == null || !known.columns.equals(columns)) {
      known = new Pruned(columns, prune.get());
      pruned.put(id, known);
    }
    return known.plan;
  }
}
