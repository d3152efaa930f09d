package org.weft.container.join;

import org.weft.container.pipeline.ExecutionContext;
import org.weft.container.pipeline.Sink;
import org.weft.container.spill.SpillLock;
import org.weft.planner.memory.MemoryClaim;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.memory.Spillable;
import org.weft.planner.physical.PhysicalPlan;
import org.weft.planner.vector.Batch;

/**
 * One thread's share of the build rows: keeps them until memory is short, then writes them by
 * partition and starts anew. The lock is held while a batch is taken in; at any other time another
 * thread may spill the rows. Its memory belongs to the build side.
 */
final class BuildWorker implements Sink.Worker, Spillable {
  private final PhysicalPlan.HashJoin node;
  private final BuildLayout layout;
  private final JoinSpill spill;
  private final ExecutionContext context;
  private final Runnable beforeSpill;
  private final MemoryClaim claim;
  private final SpillLock lock = new SpillLock();

  /** Of the rows, and what was promised for a table of them. */
  private volatile MemoryScope scope;

  private volatile MemoryScope promises;
  private volatile BuildRows rows;

  BuildWorker(
      PhysicalPlan.HashJoin node,
      BuildLayout layout,
      JoinSpill spill,
      ExecutionContext context,
      Runnable beforeSpill) {
    this.beforeSpill = beforeSpill;
    this.node = node;
    this.layout = layout;
    this.spill = spill;
    this.context = context;
    this.claim = context.claim(this);
  }

  @Override
  public void accept(Batch batch) {
    int count = batch.selectedCount();
    if (claim.mustSpill(count * (layout.width() + JoinLimits.TABLE_BYTES))) {
      spill();
    }
    lock.change(() -> keep(batch));
  }

  private void keep(Batch batch) {
    if (rows == null) {
      scope = context.pool().scope("build side of a join");
      promises = context.pool().scope("build side of a join");
      rows = new BuildRows(node, layout, scope);
    }
    long before = rows.store().rows();
    rows.add(batch);
    promises.promise(JoinLimits.TABLE_BYTES * (rows.store().rows() - before));
  }

  @Override
  public long held() {
    return rows == null ? 0 : scope.held() + promises.held();
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
    if (rows == null) {
      return false;
    }
    beforeSpill.run();
    promises.close();
    spill.write(rows);
    rows = null;
    scope.close();
    return true;
  }

  @Override
  public boolean wantsMore() {
    return true;
  }

  @Override
  public void finish() {}

  /** From now on the rows stay where they are. */
  void seal() {
    lock.seal();
    claim.close();
  }

  /** Hands what was promised over to another scope. */
  void movePromise(MemoryScope to) {
    if (promises != null) {
      to.promise(promises.held());
      promises.close();
    }
  }

  /** The rows in memory; null if there are none. */
  BuildRows rows() {
    return rows;
  }

  /** The end of the thread's work: the rows stay. */
  @Override
  public void close() {}

  /** Gives the memory back. */
  void release() {
    claim.close();
    lock.seal();
    rows = null;
    if (scope != null) {
      scope.close();
      promises.close();
    }
  }
}
