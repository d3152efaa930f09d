package org.weft.container.join;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.weft.container.hash.RowStore;
import org.weft.container.pipeline.BatchConsumer;
import org.weft.container.pipeline.Source;
import org.weft.planner.memory.Memory;
import org.weft.planner.memory.MemoryPool;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.physical.HashJoinType;
import org.weft.planner.physical.PhysicalPlan;

/** Gives away, when the probe side is through, the build rows that were matched or were not. */
final class BuildRowSource implements Source {
  private final PhysicalPlan.HashJoin node;
  private final BuildTable build;
  private final MemoryPool pool;
  private final byte wanted;
  private final List<Chunk> chunks = new ArrayList<>();
  private final AtomicInteger next = new AtomicInteger();
  private boolean listed;

  private record Chunk(long first, int rows, int width) {}

  BuildRowSource(PhysicalPlan.HashJoin node, BuildTable build, MemoryPool pool) {
    this.node = node;
    this.build = build;
    this.pool = pool;
    this.wanted = (byte) (node.type() == HashJoinType.BUILD_SEMI ? 1 : 0);
  }

  private synchronized List<Chunk> chunks() {
    if (!listed) {
      listed = true;
      for (BuildRows part : build.parts()) {
        RowStore store = part.store();
        for (int c = 0; c < store.chunks(); c++) {
          chunks.add(new Chunk(store.chunk(c), store.chunkRows(c), store.width()));
        }
      }
    }
    return chunks;
  }

  @Override
  public int parallelism() {
    return Math.max(1, chunks().size());
  }

  @Override
  public Worker worker() {
    return new BuildRowWorker(chunks());
  }

  /** One thread's way through the chunks. */
  private final class BuildRowWorker implements Worker {
    private final List<Chunk> all;
    private final MemoryScope scope = pool.scope("build rows of a join");
    private final PairBatch rows;

    BuildRowWorker(List<Chunk> all) {
      this.all = all;
      int probeColumns = node.type().emitsPairs() ? node.probe().schema().size() : 0;
      rows = new PairBatch(node.schema(), probeColumns, build.layout(), build.nullable(), scope);
    }

    @Override
    public boolean pump(BatchConsumer consumer) {
      int n = next.getAndIncrement();
      if (n >= all.size()) {
        return false;
      }
      Chunk chunk = all.get(n);
      long row = chunk.first();
      int left = chunk.rows();
      long[] at = rows.at();
      int matched = build.layout().matchedOffset();
      while (left > 0 && consumer.wantsMore()) {
        int count = 0;
        for (; left > 0 && count < at.length; left--, row += chunk.width()) {
          if (Memory.getByte(row + matched) == wanted) {
            at[count++] = row;
          }
        }
        if (count > 0) {
          consumer.accept(rows.withoutProbeRow(count));
        }
      }
      return consumer.wantsMore();
    }

    @Override
    public void close() {
      scope.close();
    }
  }
}
