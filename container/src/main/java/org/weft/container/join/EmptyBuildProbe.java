package org.weft.container.join;

import org.weft.container.hash.RowNumbers;
import org.weft.container.pipeline.BatchConsumer;
import org.weft.container.pipeline.StreamOperator;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.physical.HashJoinType;
import org.weft.planner.vector.Batch;

/** Probes a build side without rows with pairs to give: nothing matches. */
final class EmptyBuildProbe implements StreamOperator.Worker {
  private final HashJoinType type;
  private final PairBatch pairs;
  private final BatchConsumer next;
  private final MemoryScope scope;

  EmptyBuildProbe(HashJoinType type, PairBatch pairs, BatchConsumer next, MemoryScope scope) {
    this.type = type;
    this.pairs = pairs;
    this.next = next;
    this.scope = scope;
  }

  @Override
  public boolean wantsMore() {
    return switch (type) {
      case PROBE_OUTER, FULL -> next.wantsMore();
      case INNER, BUILD_OUTER, BUILD_SEMI, BUILD_ANTI -> false;
      case PROBE_SEMI, PROBE_ANTI, PROBE_MARK -> throw notHere();
    };
  }

  @Override
  public void accept(Batch probe) {
    switch (type) {
      case PROBE_OUTER, FULL ->
          next.accept(
              pairs.withoutBuildRow(
                  probe, RowNumbers.of(probe), probe.selectedCount(), PairBatch.Use.LAST));
      case INNER, BUILD_OUTER, BUILD_SEMI, BUILD_ANTI -> {}
      case PROBE_SEMI, PROBE_ANTI, PROBE_MARK -> throw notHere();
    }
  }

  private IllegalStateException notHere() {
    return new IllegalStateException(type + " is answered by a constant");
  }

  @Override
  public void finish() {}

  @Override
  public void close() {
    scope.close();
  }
}
