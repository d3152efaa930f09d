package org.weft.container.join;

import org.weft.container.hash.RowNumbers;
import org.weft.container.pipeline.BatchConsumer;
import org.weft.container.pipeline.StreamOperator;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.physical.HashJoinType;
import org.weft.planner.vector.Batch;

/** Probes a build side without rows: nothing matches. */
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
      case PROBE_OUTER, FULL, PROBE_ANTI -> next.wantsMore();
      case INNER, BUILD_OUTER, PROBE_SEMI, BUILD_SEMI, BUILD_ANTI -> false;
    };
  }

  @Override
  public void accept(Batch probe) {
    switch (type) {
      case PROBE_OUTER, FULL ->
          next.accept(
              pairs.withoutBuildRow(
                  probe, RowNumbers.of(probe), probe.selectedCount(), PairBatch.Use.LAST));
      case PROBE_ANTI -> next.accept(probe);
      case INNER, BUILD_OUTER, PROBE_SEMI, BUILD_SEMI, BUILD_ANTI -> {}
    }
  }

  @Override
  public void finish() {}

  @Override
  public void close() {
    scope.close();
  }
}
