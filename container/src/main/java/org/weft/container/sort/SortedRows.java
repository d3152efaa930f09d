package org.weft.container.sort;

import java.util.concurrent.atomic.AtomicLong;
import org.weft.container.hash.RowGather;
import org.weft.container.hash.RowNumbers;
import org.weft.container.pipeline.BatchConsumer;
import org.weft.container.pipeline.ExecutionContext;
import org.weft.container.pipeline.Source;
import org.weft.planner.memory.Block;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.vector.Batch;
import org.weft.planner.vector.ColumnLoader;
import org.weft.planner.vector.Layout;
import org.weft.planner.vector.Vector;

/** Stored rows in the order of their pairs; columns nobody asks for are not gathered. */
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

  private final class Worker implements Source.Worker, ColumnLoader {
    private final MemoryScope scope = context.pool().scope("sort output");
    private final Batch batch = new Batch(format.schema());
    private final Block[] buffers = new Block[format.columns()];
    private final long[] rows = new long[Batch.CAPACITY];

    @Override
    public boolean pump(BatchConsumer consumer) {
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
        batch.start(count, this);
        consumer.accept(batch);
      }
      return next.get() < end;
    }

    @Override
    public void load(Batch asking, int column, Vector vector) {
      Layout layout = format.layout(column);
      if (buffers[column] == null) {
        buffers[column] = scope.allocate((long) Batch.CAPACITY * (layout.width() + 1));
      }
      long data = buffers[column].address();
      long valid = data + (long) Batch.CAPACITY * layout.width();
      int[] positions = RowNumbers.of(asking);
      int count = asking.selectedCount();
      RowGather.values(layout, rows, positions, count, format.offset(column), data);
      boolean hasNulls =
          RowGather.byteValidity(rows, positions, count, format.validityOffset(column), valid);
      vector.pointFlat(layout, data, hasNulls ? valid : 0);
    }

    @Override
    public void close() {
      scope.close();
    }
  }
}
