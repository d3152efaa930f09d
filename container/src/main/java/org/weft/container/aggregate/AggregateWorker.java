package org.weft.container.aggregate;

import java.util.concurrent.locks.ReentrantLock;
import org.weft.container.pipeline.ExecutionContext;
import org.weft.container.pipeline.Sink;
import org.weft.planner.memory.MemoryClaim;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.memory.Spillable;
import org.weft.planner.type.Schema;
import org.weft.planner.vector.Batch;

/**
 * One thread's share of an aggregation: groups rows in a table until memory is short, then writes
 * the groups by partition and starts anew. The lock is held while a batch is taken in; at any other
 * time another thread may spill the groups. The groups' memory belongs to the sink.
 */
final class AggregateWorker implements Sink.Worker, Spillable {
  /** What a batch may take beside its groups: chunks of stores, larger indexes. */
  private static final long SLACK = 1 << 20;

  private final AggregateLayout layout;
  private final Schema input;
  private final AggregateLimits limits;
  private final GroupSpill spill;
  private final ExecutionContext context;
  private final Runnable beforeSpill;
  private final MemoryClaim claim;
  private final ReentrantLock busy = new ReentrantLock();
  private volatile MemoryScope kept;
  private volatile MemoryScope scratch;
  private volatile GroupTable table;
  private boolean sealed;

  AggregateWorker(
      AggregateLayout layout,
      Schema input,
      AggregateLimits limits,
      GroupSpill spill,
      ExecutionContext context,
      Runnable beforeSpill) {
    this.beforeSpill = beforeSpill;
    this.layout = layout;
    this.input = input;
    this.limits = limits;
    this.spill = spill;
    this.context = context;
    this.claim = context.claim(this);
  }

  @Override
  public void accept(Batch batch) {
    if (claim.mustSpill((long) batch.selectedCount() * layout.width() + SLACK)) {
      spill();
    }
    busy.lock();
    try {
      if (table == null) {
        kept = context.pool().scope("aggregation");
        scratch = context.pool().scope("aggregation");
        table = new GroupTable(layout, input, limits, kept, scratch);
      }
      table.accept(batch);
    } finally {
      busy.unlock();
    }
  }

  @Override
  public long held() {
    return table == null || !layout.hasKeys() ? 0 : kept.held() + scratch.held();
  }

  @Override
  public boolean spillNow() {
    if (busy.isHeldByCurrentThread() || !busy.tryLock()) {
      return false;
    }
    try {
      return !sealed && spillGroups();
    } finally {
      busy.unlock();
    }
  }

  /** Writes the groups found so far, if there are any. */
  void spill() {
    busy.lock();
    try {
      spillGroups();
    } finally {
      busy.unlock();
    }
  }

  private boolean spillGroups() {
    if (table == null || !layout.hasKeys()) {
      return false;
    }
    beforeSpill.run();
    GroupTable old = table;
    old.finish();
    scratch.close();
    spill.write(old);
    table = null;
    kept.close();
    return true;
  }

  @Override
  public boolean wantsMore() {
    return true;
  }

  @Override
  public void finish() {
    busy.lock();
    try {
      if (table != null) {
        table.finish();
        scratch.close();
      }
    } finally {
      busy.unlock();
    }
  }

  /** From now on the groups stay where they are. */
  void seal() {
    busy.lock();
    try {
      sealed = true;
    } finally {
      busy.unlock();
    }
    claim.close();
  }

  /** The groups, or null if there are none in memory. */
  GroupTable table() {
    return table;
  }

  /** The end of the thread's work: the groups stay. */
  @Override
  public void close() {}

  /** Gives all memory back. */
  void release() {
    claim.close();
    busy.lock();
    try {
      sealed = true;
      if (kept != null) {
        kept.close();
        scratch.close();
      }
    } finally {
      busy.unlock();
    }
  }
}
