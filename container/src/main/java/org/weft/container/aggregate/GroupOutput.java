package org.weft.container.aggregate;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.weft.container.hash.RowStore;
import org.weft.container.pipeline.BatchConsumer;
import org.weft.container.pipeline.Source;
import org.weft.planner.memory.MemoryPool;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.type.Schema;

/** Gives the groups in memory away, a chunk of rows at a time. */
final class GroupOutput implements Source {
  private final AggregateLayout layout;
  private final Schema schema;
  private final SumWidths widths;
  private final MemoryPool pool;
  private final List<Chunk> chunks;
  private final AtomicInteger next = new AtomicInteger();

  private record Chunk(long first, int rows) {}

  GroupOutput(
      AggregateLayout layout,
      Schema schema,
      SumWidths widths,
      MemoryPool pool,
      List<RowStore> stores) {
    this.layout = layout;
    this.schema = schema;
    this.widths = widths;
    this.pool = pool;
    this.chunks = new ArrayList<>();
    for (RowStore store : stores) {
      for (int c = 0; c < store.chunks(); c++) {
        chunks.add(new Chunk(store.chunk(c), store.chunkRows(c)));
      }
    }
  }

  @Override
  public int parallelism() {
    return Math.max(1, chunks.size());
  }

  @Override
  public Worker worker() {
    return new GroupWorker();
  }

  /** One thread's way through the chunks. */
  private final class GroupWorker implements Worker {
    private final MemoryScope scope = pool.scope("result of an aggregation");
    private final GroupBatches batches = new GroupBatches(layout, schema, scope);

    @Override
    public boolean pump(BatchConsumer consumer) {
      int n = next.getAndIncrement();
      if (n >= chunks.size()) {
        return false;
      }
      batches.emit(chunks.get(n).first(), chunks.get(n).rows(), widths, consumer);
      return consumer.wantsMore();
    }

    @Override
    public void close() {
      scope.close();
    }
  }
}
