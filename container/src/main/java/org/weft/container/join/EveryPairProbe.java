package org.weft.container.join;

import org.weft.container.hash.RowNumbers;
import org.weft.container.hash.RowStore;
import org.weft.container.pipeline.BatchConsumer;
import org.weft.container.pipeline.Cancellation;
import org.weft.container.pipeline.StreamOperator;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.physical.HashJoinType;
import org.weft.planner.vector.Batch;

/**
 * Tries every pair, for joins without keys: a probe batch beside one build row after the other, or
 * if the build side has more rows than the batch, batches of build rows beside one probe row after
 * the other. The single row of either side is a constant, so nothing is copied for it.
 */
final class EveryPairProbe implements StreamOperator.Worker {
  private final HashJoinType type;
  private final BuildTable build;
  private final Cancellation cancellation;
  private final BatchConsumer next;
  private final MemoryScope scope;
  private final PairOutput output;
  private final int[] rest = new int[Batch.CAPACITY];

  EveryPairProbe(
      HashJoinType type,
      BuildTable build,
      Cancellation cancellation,
      PairOutput output,
      BatchConsumer next,
      MemoryScope scope) {
    this.type = type;
    this.build = build;
    this.cancellation = cancellation;
    this.next = next;
    this.scope = scope;
    this.output = output;
  }

  @Override
  public boolean wantsMore() {
    return next.wantsMore();
  }

  @Override
  public void accept(Batch probe) {
    output.start(probe);
    if (build.rows() <= probe.selectedCount()) {
      byBuildRow(probe);
    } else {
      byProbeRow(probe);
    }
    output.end(probe);
  }

  private boolean isOneMatchEnough() {
    return type.asksOnlyForMatch();
  }

  private void byBuildRow(Batch probe) {
    int[] rows = RowNumbers.of(probe);
    int count = probe.selectedCount();
    for (BuildRows part : build.parts()) {
      RowStore store = part.store();
      for (int c = 0; c < store.chunks(); c++) {
        long row = store.chunk(c);
        for (int i = 0; i < store.chunkRows(c); i++, row += store.width()) {
          if (count == 0 || !next.wantsMore()) {
            return;
          }
          cancellation.check();
          output.accept(output.pairs().withBuildRow(probe, rows, count, row));
          if (isOneMatchEnough()) {
            count = unmatched(rows, count);
            rows = rest;
          }
        }
      }
    }
  }

  private int unmatched(int[] rows, int count) {
    int left = 0;
    for (int i = 0; i < count; i++) {
      if (!output.isMatched(rows[i])) {
        rest[left++] = rows[i];
      }
    }
    return left;
  }

  private void byProbeRow(Batch probe) {
    int[] rows = RowNumbers.of(probe);
    for (int i = 0; i < probe.selectedCount(); i++) {
      byProbeRow(probe, rows[i]);
    }
  }

  private void byProbeRow(Batch probe, int probeRow) {
    long[] at = output.pairs().at();
    for (BuildRows part : build.parts()) {
      RowStore store = part.store();
      for (int c = 0; c < store.chunks(); c++) {
        long row = store.chunk(c);
        int left = store.chunkRows(c);
        while (left > 0) {
          if (!next.wantsMore() || (isOneMatchEnough() && output.isMatched(probeRow))) {
            return;
          }
          cancellation.check();
          int count = Math.min(left, at.length);
          for (int p = 0; p < count; p++, row += store.width()) {
            at[p] = row;
          }
          output.accept(output.pairs().withProbeRow(probe, probeRow, count));
          left -= count;
        }
      }
    }
  }

  @Override
  public void finish() {}

  @Override
  public void close() {
    output.close();
    scope.close();
  }
}
