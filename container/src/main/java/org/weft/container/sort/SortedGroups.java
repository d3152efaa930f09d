package org.weft.container.sort;

import java.util.concurrent.atomic.AtomicInteger;
import org.weft.container.hash.RowBatch;
import org.weft.container.pipeline.BatchConsumer;
import org.weft.container.pipeline.ExecutionContext;
import org.weft.container.pipeline.Source;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.vector.Batch;

/**
 * Stored rows in the order of their pairs, cut into pieces for several threads where the leading
 * keys change. A thread's pieces come in order, and no group is in two of them.
 */
final class SortedGroups implements Source {
  private static final int PIECES_PER_THREAD = 8;

  /** Fewer rows are not worth a change of threads. */
  private static final int LEAST_ROWS = 4 * Batch.CAPACITY;

  private static final int BATCHES_PER_MORSEL = 16;

  private final RowFormat format;
  private final ExecutionContext context;
  private final long pairs;
  private final long[] cuts;
  private final AtomicInteger next = new AtomicInteger();

  SortedGroups(RowFormat format, ExecutionContext context, SortedRun run, int groupKeys) {
    this.format = format;
    this.context = context;
    this.pairs = run.pairs();
    this.cuts = cuts(run, new RowComparator(format, 0, groupKeys), context.threads());
  }

  /** Where pieces begin, and the end. */
  private static long[] cuts(SortedRun run, RowComparator groups, int threads) {
    long pieces = (long) threads * PIECES_PER_THREAD;
    long length = Math.max(LEAST_ROWS, (run.count() + pieces - 1) / pieces);
    long[] cuts = new long[(int) (run.count() / length) + 2];
    int found = 1;
    while (cuts[found - 1] < run.count()) {
      long wanted = cuts[found - 1] + length;
      cuts[found++] = wanted >= run.count() ? run.count() : groupEnd(run, groups, wanted - 1);
    }
    return java.util.Arrays.copyOf(cuts, found);
  }

  /** The first row behind the group of a row. */
  private static long groupEnd(SortedRun run, RowComparator groups, long row) {
    long address = Pairs.row(run.pairs(), row);
    long low = row;
    long step = 1;
    while (low + step < run.count() && same(run, groups, address, low + step)) {
      low += step;
      step *= 2;
    }
    long high = Math.min(run.count(), low + step);
    while (high - low > 1) {
      long middle = (low + high) >>> 1;
      if (same(run, groups, address, middle)) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high;
  }

  private static boolean same(SortedRun run, RowComparator groups, long address, long row) {
    return groups.compare(address, Pairs.row(run.pairs(), row)) == 0;
  }

  @Override
  public int parallelism() {
    return Math.max(1, cuts.length - 1);
  }

  @Override
  public Source.Worker worker() {
    return new Worker();
  }

  private final class Worker implements Source.Worker {
    private final MemoryScope scope = context.pool().scope("sort output");
    private final RowBatch batch = new RowBatch(format.asColumns(), scope);
    private long position;
    private long end;

    @Override
    public boolean pump(BatchConsumer consumer) {
      long[] rows = batch.rows();
      for (int i = 0; i < BATCHES_PER_MORSEL && consumer.wantsMore(); i++) {
        context.cancellation().check();
        if (position == end && !nextPiece()) {
          return false;
        }
        int count = (int) Math.min(Batch.CAPACITY, end - position);
        for (int n = 0; n < count; n++) {
          rows[n] = Pairs.row(pairs, position + n);
        }
        position += count;
        consumer.accept(batch.of(count));
      }
      return true;
    }

    private boolean nextPiece() {
      int piece = next.getAndIncrement();
      if (piece >= cuts.length - 1) {
        return false;
      }
      position = cuts[piece];
      end = cuts[piece + 1];
      return true;
    }

    @Override
    public void close() {
      scope.close();
    }
  }
}
