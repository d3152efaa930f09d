package org.weft.container.join;

import org.weft.container.hash.RowNumbers;
import org.weft.container.pipeline.BatchConsumer;
import org.weft.container.pipeline.Cancellation;
import org.weft.container.pipeline.StreamOperator;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.physical.Band;
import org.weft.planner.physical.HashJoinType;
import org.weft.planner.vector.Batch;
import org.weft.planner.vector.Vector;

/**
 * Pairs each probe row with the build rows of its band. The pairs of many probe rows are gathered
 * into one batch; the join's condition then says which of them are matches.
 */
final class BandProbe implements StreamOperator.Worker {
  private final HashJoinType type;
  private final BandIndex index;
  private final Band band;
  private final Cancellation cancellation;
  private final PairOutput output;
  private final BatchConsumer next;
  private final MemoryScope scope;
  private int pending;

  BandProbe(
      HashJoinType type,
      BandIndex index,
      Cancellation cancellation,
      PairOutput output,
      BatchConsumer next,
      MemoryScope scope) {
    this.type = type;
    this.index = index;
    this.band = index.band();
    this.cancellation = cancellation;
    this.output = output;
    this.next = next;
    this.scope = scope;
  }

  @Override
  public boolean wantsMore() {
    return next.wantsMore();
  }

  @Override
  public void accept(Batch probe) {
    output.start(probe);
    // columns are loaded before pairs narrow anything
    Vector least = band.least().isPresent() ? probe.column(band.least().getAsInt()) : null;
    Vector most = band.most().isPresent() ? probe.column(band.most().getAsInt()) : null;
    Vector second = band.second().map(s -> probe.column(s.probe())).orElse(null);
    int[] rows = RowNumbers.of(probe);
    for (int i = 0; i < probe.selectedCount() && next.wantsMore(); i++) {
      int row = rows[i];
      boolean hasNull = isNull(least, row) || isNull(most, row) || isNull(second, row);
      if (!hasNull) {
        long from = least == null ? 0 : index.firstAtLeast(word(least, row));
        long to = most == null ? index.count() : index.firstGreater(word(most, row));
        pair(probe, row, from, to, second);
      }
    }
    flush(probe);
    output.end(probe);
  }

  private static boolean isNull(Vector vector, int row) {
    return vector != null && vector.isNull(row);
  }

  private static long word(Vector vector, int row) {
    return OrderWords.of(vector.layout(), vector.valueAddress(row));
  }

  private void pair(Batch probe, int row, long from, long to, Vector second) {
    long[] at = output.pairs().at();
    int[] probeRows = output.pairs().probeRows();
    long wanted = second == null ? 0 : wanted(second, row);
    long place = from;
    while (place < to) {
      if (second != null) {
        place = index.next(place, to, wanted);
        if (place == to) {
          return;
        }
      }
      if (pending == at.length) {
        flush(probe);
        boolean isEnough = type.asksOnlyForMatch() && output.isMatched(row);
        if (isEnough || !next.wantsMore()) {
          return;
        }
      }
      probeRows[pending] = row;
      at[pending++] = index.row(place++);
    }
  }

  private long wanted(Vector second, int row) {
    long word = word(second, row);
    return band.second().orElseThrow().side() == Band.Side.AT_LEAST ? word : ~word;
  }

  private void flush(Batch probe) {
    cancellation.check();
    if (pending > 0 && next.wantsMore()) {
      output.accept(output.pairs().gathered(probe, pending));
    }
    pending = 0;
  }

  @Override
  public void finish() {}

  @Override
  public void close() {
    output.close();
    scope.close();
  }
}
