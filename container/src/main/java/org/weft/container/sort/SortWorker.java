package org.weft.container.sort;

import java.util.ArrayList;
import java.util.List;
import org.weft.container.hash.RowStore;
import org.weft.container.pipeline.ExecutionContext;
import org.weft.container.pipeline.Sink;
import org.weft.container.sort.SortedRun.Chunk;
import org.weft.container.spill.SpillLock;
import org.weft.planner.memory.MemoryClaim;
import org.weft.planner.memory.MemoryPool;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.memory.Spillable;
import org.weft.planner.vector.Batch;

/**
 * One thread's share of a sort: keeps rows until memory is short, then writes them in order as a
 * run and starts anew. The lock is held while a batch is taken in; at any other time another thread
 * may spill the rows. Its memory belongs to the sink.
 */
final class SortWorker implements Sink.Worker, Spillable {
  private final RowFormat format;
  private final ExecutionContext context;
  private final SortedRuns runs;
  private final Runnable beforeSpill;
  private final MemoryClaim claim;
  private final SpillLock lock = new SpillLock();
  private volatile Memory memory;
  private volatile KeptRows rows;

  /**
   * What the rows lie in, and what sorting them will take: two pairs a row.
   *
   * @param pairs promised only, until they are sorted
   */
  private record Memory(MemoryScope rows, MemoryScope pairs) {
    static Memory of(ExecutionContext context) {
      return new Memory(context.pool().scope("sort"), context.pool().scope("sort"));
    }

    long held() {
      return rows.held() + pairs.held();
    }

    void close() {
      rows.close();
      pairs.close();
    }
  }

  /**
   * @param beforeSpill called whenever rows are about to be written
   */
  SortWorker(RowFormat format, SortedRuns runs, ExecutionContext context, Runnable beforeSpill) {
    this.beforeSpill = beforeSpill;
    this.format = format;
    this.context = context;
    this.runs = runs;
    this.memory = Memory.of(context);
    this.rows = new KeptRows(format, memory.rows);
    this.claim = context.claim(this);
  }

  @Override
  public void accept(Batch batch) {
    int count = batch.selectedCount();
    if (claim.mustSpill((long) count * format.width() + pairsBytes(count) - pairsBytes(0))) {
      spill();
    }
    lock.change(() -> keep(batch));
  }

  private void keep(Batch batch) {
    long before = pairsBytes(0);
    rows.add(batch);
    memory.pairs.promise(pairsBytes(0) - before);
  }

  /** What sorting takes with so many rows more; blocks are of certain sizes only. */
  private long pairsBytes(int more) {
    long count = rows.store().rows() + more;
    return count == 0 ? 0 : 2 * MemoryPool.sizeFor(count * Pairs.WIDTH);
  }

  @Override
  public long held() {
    return rows.store().rows() == 0 ? 0 : memory.held();
  }

  @Override
  public boolean spillNow() {
    return lock.spillIfFree(this::spillRows);
  }

  /** Writes the rows kept so far, if there are any. */
  void spill() {
    lock.change(this::spillRows);
  }

  private boolean spillRows() {
    if (rows.store().rows() == 0) {
      return false;
    }
    beforeSpill.run();
    Memory old = memory;
    WordPlan plan = WordPlan.of(format, rows.ranges());
    runs.write(SortedRun.of(format, plan, chunks(), old.pairs), rows.ranges());
    memory = Memory.of(context);
    rows = new KeptRows(format, memory.rows);
    old.close();
    return true;
  }

  /** From now on the rows stay where they are. */
  void seal() {
    lock.seal();
    claim.close();
  }

  /** Hands what was promised for sorting over to another scope. */
  void movePromise(MemoryScope to) {
    to.promise(memory.pairs.held());
    memory.pairs.unpromise();
  }

  /** The rows in memory. */
  List<Chunk> chunks() {
    List<Chunk> chunks = new ArrayList<>();
    RowStore store = rows.store();
    for (int i = 0; i < store.chunks(); i++) {
      chunks.add(new Chunk(store.chunk(i), store.chunkRows(i)));
    }
    return chunks;
  }

  /** What was seen of the keys of the rows in memory. */
  List<KeyRange> ranges() {
    return rows.ranges();
  }

  @Override
  public boolean wantsMore() {
    return true;
  }

  @Override
  public void finish() {}

  /** The end of the thread's work: the rows stay. */
  @Override
  public void close() {}

  /** Gives the memory back. */
  void release() {
    claim.close();
    lock.seal();
    memory.close();
  }
}
