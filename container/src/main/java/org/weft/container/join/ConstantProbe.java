package org.weft.container.join;

import org.weft.container.hash.RowNumbers;
import org.weft.container.pipeline.BatchConsumer;
import org.weft.container.pipeline.StreamOperator;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.physical.PhysicalPlan;
import org.weft.planner.vector.Batch;

/** Probes of joins that only ask for a match, where all rows have one or none has. */
final class ConstantProbe implements StreamOperator.Worker {
  private final PhysicalPlan.HashJoin node;
  private final boolean matched;
  private final BatchConsumer next;
  private final MemoryScope scope;
  private final MarkBatch marks;

  /** Whether rows have a match. */
  enum Match {
    ALL,
    NONE
  }

  ConstantProbe(PhysicalPlan.HashJoin node, Match match, BatchConsumer next, MemoryScope scope) {
    this.node = node;
    this.matched = match == Match.ALL;
    this.next = next;
    this.scope = scope;
    this.marks =
        switch (node.type()) {
          case PROBE_MARK -> new MarkBatch(node.schema(), scope);
          case PROBE_SEMI, PROBE_ANTI -> null;
          case INNER, PROBE_OUTER, BUILD_OUTER, FULL, BUILD_SEMI, BUILD_ANTI ->
              throw new IllegalArgumentException(node.type() + " asks for more than a match");
        };
  }

  private boolean passes() {
    return switch (node.type()) {
      case PROBE_SEMI -> matched;
      case PROBE_ANTI -> !matched;
      default -> true;
    };
  }

  @Override
  public boolean wantsMore() {
    return passes() && next.wantsMore();
  }

  @Override
  public void accept(Batch probe) {
    if (!passes()) {
      return;
    }
    if (marks == null) {
      next.accept(probe);
      return;
    }
    int[] rows = RowNumbers.of(probe);
    for (int i = 0; i < probe.selectedCount(); i++) {
      marks.put(rows[i], matched);
    }
    next.accept(marks.of(probe));
  }

  @Override
  public void finish() {}

  @Override
  public void close() {
    scope.close();
  }
}
