package org.weft.container.aggregate;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.weft.container.hash.ColumnBuffer;
import org.weft.container.hash.KeyLayout;
import org.weft.container.hash.RowGather;
import org.weft.container.hash.RowNumbers;
import org.weft.container.hash.RowStore;
import org.weft.container.pipeline.BatchConsumer;
import org.weft.container.pipeline.Source;
import org.weft.planner.memory.Memory;
import org.weft.planner.memory.MemoryPool;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.type.Schema;
import org.weft.planner.vector.Batch;
import org.weft.planner.vector.ColumnLoader;
import org.weft.planner.vector.Layout;
import org.weft.planner.vector.Vector;

/** Gives the groups away, a chunk of rows at a time. Columns are made at their first use. */
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
  private final class GroupWorker implements Worker, ColumnLoader {
    private final MemoryScope scope = pool.scope("result of an aggregation");
    private final Batch batch = new Batch(schema);
    private final long[] at = new long[Batch.CAPACITY];
    private final ColumnBuffer[] buffers = new ColumnBuffer[schema.size()];

    GroupWorker() {
      for (int c = 0; c < buffers.length; c++) {
        buffers[c] = new ColumnBuffer(scope, Layout.of(schema.type(c)));
      }
    }

    @Override
    public boolean pump(BatchConsumer consumer) {
      int n = next.getAndIncrement();
      if (n >= chunks.size()) {
        return false;
      }
      long row = chunks.get(n).first();
      int left = chunks.get(n).rows();
      while (left > 0 && consumer.wantsMore()) {
        int count = 0;
        for (; left > 0 && count < at.length; left--, row += layout.width()) {
          if (Memory.getByte(row + layout.deadOffset()) == 0) {
            at[count++] = row;
          }
        }
        if (count > 0) {
          batch.start(count, this);
          consumer.accept(batch);
        }
      }
      return consumer.wantsMore();
    }

    @Override
    public void load(Batch rows, int column, Vector vector) {
      int[] positions = RowNumbers.of(rows);
      int count = rows.selectedCount();
      int keys = layout.keyOrdinals().size();
      if (column < keys) {
        loadKey(column, positions, count, vector);
      } else {
        layout
            .states()
            .get(column - keys)
            .emit(new EmittedGroups(at, positions, count, widths), buffers[column], vector);
      }
    }

    private void loadKey(int key, int[] positions, int count, Vector vector) {
      KeyLayout keys = layout.keys();
      ColumnBuffer out = buffers[key];
      RowGather.values(out.layout(), at, positions, count, keys.offset(key), out.values());
      boolean nulls =
          RowGather.maskValidity(
              at, positions, count, keys.maskOffset(key), key & 31, out.validity());
      vector.pointFlat(out.layout(), out.values(), nulls ? out.validity() : 0);
    }

    @Override
    public void close() {
      scope.close();
    }
  }
}
