package org.weft.container.shared;

import org.weft.container.hash.RowKeeper;
import org.weft.container.hash.RowStore;
import org.weft.container.pipeline.ExecutionContext;
import org.weft.container.pipeline.Sink;
import org.weft.container.spill.PageOutput;
import org.weft.container.spill.PageWriter;
import org.weft.container.spill.SpillLock;
import org.weft.container.spill.SpilledRows;
import org.weft.planner.memory.MemoryClaim;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.memory.Spillable;
import org.weft.planner.vector.Batch;

/**
 * The rows that one thread kept: those spilled, then those in memory. The lock is held while a
 * batch is taken in or rows are written; what is being read is pinned. Its memory belongs to the
 * sink.
 */
final class RowPart implements Sink.Worker, Spillable {
  private static final int CHECK_EVERY = 1 << 12;

  private final SharedRows owner;
  private final ExecutionContext context;
  private final MemoryClaim claim;
  private final SpillLock lock = new SpillLock();
  private final SpilledRows spilled = new SpilledRows();
  private volatile MemoryScope scope;
  private volatile RowKeeper keeper;
  private volatile int readers;

  RowPart(SharedRows owner, ExecutionContext context) {
    this.owner = owner;
    this.context = context;
    startAnew();
    this.claim = context.claim(this);
  }

  private void startAnew() {
    scope = context.pool().scope("shared rows");
    keeper = new RowKeeper(owner.columns(), scope);
  }

  @Override
  public void accept(Batch batch) {
    if (claim.mustSpill((long) batch.selectedCount() * owner.columns().width())) {
      lock.change(this::spillRows);
    }
    lock.change(() -> keeper.keep(batch));
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

  /** Bytes that could be written to disk: none while somebody reads them. */
  @Override
  public long held() {
    return readers > 0 || keeper.store().rows() == 0 ? 0 : scope.held();
  }

  /** Bytes of memory, read or not. */
  long memory() {
    return scope.held();
  }

  @Override
  public boolean spillNow() {
    return lock.spillIfFree(() -> readers == 0 && spillRows());
  }

  private boolean spillRows() {
    RowStore store = keeper.store();
    if (store.rows() == 0) {
      return false;
    }
    owner.noteMemory();
    owner.spillCount().addRun();
    try (MemoryScope writing = context.pool().scope("spill of shared rows");
        PageOutput file =
            PageOutput.create(context.spill(), "shared rows", owner.spillCount(), writing);
        PageWriter writer =
            new PageWriter(owner.layout(), file, PageWriter.pageBytes(context.pool()), writing)) {
      for (int chunk = 0; chunk < store.chunks(); chunk++) {
        long row = store.chunk(chunk);
        for (int i = 0; i < store.chunkRows(chunk); i++, row += store.width()) {
          if (i % CHECK_EVERY == 0) {
            context.cancellation().check();
          }
          writer.append(row);
        }
      }
      spilled.addAll(writer.finish());
      owner.add(file);
    }
    MemoryScope old = scope;
    startAnew();
    old.close();
    return true;
  }

  /** Keeps the rows where they are until {@link #unpin}. */
  void pin() {
    lock.change(() -> readers++);
  }

  void unpin() {
    lock.change(() -> readers--);
  }

  /** True if there is no row, on disk or in memory. */
  boolean isEmpty() {
    return spilled.isEmpty() && keeper.store().rows() == 0;
  }

  /** The rows on disk; to be read while pinned. */
  SpilledRows onDisk() {
    return spilled;
  }

  /** The rows in memory; to be read while pinned. */
  RowStore inMemory() {
    return keeper.store();
  }

  /** Gives the memory back. */
  void release() {
    claim.close();
    lock.change(() -> scope.close());
  }
}
