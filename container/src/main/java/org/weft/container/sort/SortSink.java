package org.weft.container.sort;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.weft.container.hash.RowStore;
import org.weft.container.pipeline.ExecutionContext;
import org.weft.container.pipeline.ParallelWork;
import org.weft.container.pipeline.Sink;
import org.weft.container.pipeline.Source;
import org.weft.container.sort.SortedRun.Chunk;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.physical.PhysicalPlan;
import org.weft.planner.vector.Batch;

/**
 * Orders all rows. Threads keep rows; when they are done, each sorts an equal share, and the shares
 * are merged by all of them.
 */
public final class SortSink implements Sink {
  private final RowFormat format;
  private final ExecutionContext context;
  private final MemoryScope scope;
  private final List<KeptRows> kept = new ArrayList<>();
  private SortedRun sorted;

  public SortSink(PhysicalPlan.Sort plan, ExecutionContext context) {
    this.format = new RowFormat(plan.schema(), plan.keys());
    this.context = context;
    this.scope = context.pool().scope("sort");
  }

  @Override
  public synchronized Sink.Worker worker() {
    KeptRows rows = new KeptRows(format, scope);
    kept.add(rows);
    return new Worker(rows);
  }

  @Override
  public void finish(ParallelWork threads) {
    WordPlan plan = plan();
    List<List<Chunk>> shares = shares(threads.threads());
    AtomicReferenceArray<SortedRun> runs = new AtomicReferenceArray<>(shares.size());
    List<Runnable> pieces = new ArrayList<>();
    for (int i = 0; i < shares.size(); i++) {
      int share = i;
      pieces.add(
          () -> {
            context.cancellation().check();
            runs.set(share, SortedRun.of(format, plan, shares.get(share), scope));
          });
    }
    threads.runAll(pieces);
    List<SortedRun> all = new ArrayList<>();
    for (int i = 0; i < runs.length(); i++) {
      all.add(runs.get(i));
    }
    RowComparator ties = plan.isExact() ? null : new RowComparator(format, plan.exactKeys());
    sorted = new RunMerge(ties, scope, threads).merge(all);
  }

  /** The rows in order, once {@link #finish} has run. */
  public Source output() {
    return new SortedRows(format, context, sorted.pairs(), 0, sorted.count());
  }

  private WordPlan plan() {
    List<KeyRange> ranges = new ArrayList<>();
    for (int key = 0; key < format.keys().size(); key++) {
      KeyRange range = new KeyRange(format.keyLayout(key));
      for (KeptRows rows : kept) {
        range.add(rows.ranges().get(key));
      }
      ranges.add(range);
    }
    return WordPlan.of(format, ranges);
  }

  /** Deals the chunks of all threads out in shares of about the same number of rows. */
  private List<List<Chunk>> shares(int count) {
    List<Chunk> chunks = new ArrayList<>();
    long rows = 0;
    for (KeptRows one : kept) {
      RowStore store = one.store();
      for (int i = 0; i < store.chunks(); i++) {
        chunks.add(new Chunk(store.chunk(i), store.chunkRows(i)));
        rows += store.chunkRows(i);
      }
    }
    List<List<Chunk>> shares = new ArrayList<>();
    long dealt = 0;
    for (Chunk chunk : chunks) {
      if (shares.isEmpty() || dealt >= rows * shares.size() / count) {
        shares.add(new ArrayList<>());
      }
      shares.get(shares.size() - 1).add(chunk);
      dealt += chunk.rows();
    }
    return shares.isEmpty() ? List.of(List.of()) : shares;
  }

  @Override
  public void close() {
    scope.close();
  }

  /** The state of one thread; its memory belongs to the sink. */
  private record Worker(KeptRows rows) implements Sink.Worker {
    @Override
    public void accept(Batch batch) {
      rows.add(batch);
    }

    @Override
    public boolean wantsMore() {
      return true;
    }

    @Override
    public void finish() {}

    @Override
    public void close() {}
  }
}
