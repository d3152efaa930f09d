package org.weft.container.sort;

import java.util.concurrent.atomic.AtomicLong;
import org.weft.container.hash.RowBatch;
import org.weft.container.pipeline.BatchConsumer;
import org.weft.container.pipeline.ExecutionContext;
import org.weft.container.pipeline.Source;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.vector.Batch;

/** Stored rows in the order of their pairs. */
final class SortedRows implements Source {
  private static final int BATCHES_PER_MORSEL = 16;

  private final RowFormat format;
  private final ExecutionContext context;
  private final long pairs;
  private final long end;
  private final AtomicLong next;

  /** Rows {@code start} to {@code end} of the pairs. */
  SortedRows(RowFormat format, ExecutionContext context, long pairs, long start, long end) {
    this.format = format;
    this.context = context;
    this.pairs = pairs;
    this.end = end;
    this.next = new AtomicLong(start);
  }

  @Override
  public int parallelism() {
    return 1;
  }

  @Override
  public Source.Worker worker() {
    return new Worker();
  }

  private final class Worker implements Source.Worker {
    private final MemoryScope scope = context.pool().scope("sort output");
    private final RowBatch batch = new RowBatch(format.asColumns(), scope);

    @Override
    public boolean pump(BatchConsumer consumer) {
      long[] rows = batch.rows();
      for (int i = 0; i < BATCHES_PER_MORSEL && consumer.wantsMore(); i++) {
        context.cancellation().check();
        long start = next.getAndAdd(Batch.CAPACITY);
        if (start >= end) {
          return false;
        }
        int count = (int) Math.min(Batch.CAPACITY, end - start);
        for (int n = 0; n < count; n++) {
          rows[n] = Pairs.row(pairs, start + n);
        }
        consumer.accept(batch.of(count));
      }
      return next.get() < end;
    }

    @Override
    public void close() {
      scope.close();
    }
  }
}
