package org.weft.container.shared;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.weft.container.hash.RowBatch;
import org.weft.container.hash.RowColumns;
import org.weft.container.pipeline.BatchConsumer;
import org.weft.container.pipeline.ExecutionContext;
import org.weft.container.pipeline.Source;
import org.weft.container.spill.PageReader;
import org.weft.container.spill.SpillLayout;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.vector.Batch;

/** Kept rows, read by several threads; by one thread in the order in which one thread kept them. */
final class SharedSource implements Source {
  /** Fewer rows than this are not worth another thread. */
  private static final int ROWS_PER_WORKER = 16 * Batch.CAPACITY;

  private final List<Morsel> morsels;
  private final RowColumns columns;
  private final SpillLayout layout;
  private final ExecutionContext context;
  private final AtomicInteger next = new AtomicInteger();
  private final long rows;

  SharedSource(
      List<Morsel> morsels, RowColumns columns, SpillLayout layout, ExecutionContext context) {
    this.morsels = List.copyOf(morsels);
    this.columns = columns;
    this.layout = layout;
    this.context = context;
    this.rows = morsels.stream().mapToLong(Morsel::rows).sum();
  }

  @Override
  public boolean isEmpty() {
    return rows == 0;
  }

  @Override
  public int parallelism() {
    long useful = Math.min(morsels.size(), rows / ROWS_PER_WORKER);
    return (int) Math.max(1, useful);
  }

  @Override
  public Source.Worker worker() {
    return new Worker();
  }

  private final class Worker implements Source.Worker {
    private final MemoryScope scope = context.pool().scope("shared rows");
    private final RowBatch batch = new RowBatch(columns, scope);

    @Override
    public boolean pump(BatchConsumer consumer) {
      int taken = next.getAndIncrement();
      if (taken >= morsels.size()) {
        return false;
      }
      Morsel morsel = morsels.get(taken);
      if (morsel instanceof Morsel.InMemory inMemory) {
        hand(inMemory.address(), inMemory.count(), consumer);
      } else if (morsel instanceof Morsel.OnDisk onDisk) {
        read(onDisk, consumer);
      }
      return taken + 1 < morsels.size();
    }

    private void hand(long address, int count, BatchConsumer consumer) {
      long[] addresses = batch.rows();
      int width = columns.width();
      for (int from = 0; from < count && consumer.wantsMore(); from += Batch.CAPACITY) {
        context.cancellation().check();
        int some = Math.min(Batch.CAPACITY, count - from);
        for (int n = 0; n < some; n++) {
          addresses[n] = address + (long) (from + n) * width;
        }
        consumer.accept(batch.of(some));
      }
    }

    private void read(Morsel.OnDisk morsel, BatchConsumer consumer) {
      try (MemoryScope reading = context.pool().scope("shared rows");
          PageReader pages = new PageReader(layout, morsel.spilled(), reading)) {
        while (consumer.wantsMore() && pages.advance()) {
          hand(pages.first(), pages.count(), consumer);
        }
      }
    }

    @Override
    public void close() {
      scope.close();
    }
  }
}
