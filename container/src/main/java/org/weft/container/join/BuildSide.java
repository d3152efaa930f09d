package org.weft.container.join;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import org.weft.container.pipeline.ExecutionContext;
import org.weft.container.pipeline.ParallelWork;
import org.weft.container.pipeline.Sink;
import org.weft.planner.memory.MemoryClaim;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.memory.Spillable;
import org.weft.planner.physical.PhysicalPlan;

/**
 * Collects the build rows per thread, then makes the table. Until it is probed, all of it may be
 * spilled by whoever needs the memory; then some partitions come back, as many as there is room
 * for.
 */
final class BuildSide implements Sink, Spillable {
  /** Of the memory that is free when probing starts, what spilled joins may share. */
  private static final double SHARE = 0.6;

  /** Smaller tables stay in any case. */
  private static final long WORTH_SPILLING = 1 << 20;

  private enum State {
    BUILDING,
    IN_MEMORY,
    SPILLED,
    PROBED,
    CLOSED
  }

  private final PhysicalPlan.HashJoin node;
  private final JoinLimits limits;
  private final BuildLayout layout;
  private final ExecutionContext context;
  private final JoinSpill spill;
  private final KeyFilters filters;
  private final List<BuildWorker> workers = new CopyOnWriteArrayList<>();
  private final ReentrantLock busy = new ReentrantLock();
  private final MemoryScope scope;
  private MemoryClaim claim;
  private volatile State state = State.BUILDING;
  private BuildTable table;
  private boolean hasNullKey;

  BuildSide(PhysicalPlan.HashJoin node, ExecutionContext context, JoinLimits limits) {
    this.node = node;
    this.limits = limits;
    this.context = context;
    this.layout = BuildLayout.of(node);
    this.spill = new JoinSpill(node, layout, context);
    this.filters = new KeyFilters(layout.keys(), context.pool());
    this.scope = context.pool().scope("build side of a join");
  }

  @Override
  public synchronized Sink.Worker worker() {
    BuildWorker worker = new BuildWorker(node, layout, spill, context, this::noteMemory);
    workers.add(worker);
    return worker;
  }

  private void noteMemory() {
    context.meter(node).memory(workers.stream().mapToLong(BuildWorker::held).sum());
  }

  @Override
  public synchronized void finish(ParallelWork threads) {
    noteMemory();
    workers.forEach(BuildWorker::seal);
    if (spill.isUsed()) {
      threads.runAll(workers.stream().map(worker -> (Runnable) worker::spill).toList());
      setSpilled();
      return;
    }
    workers.forEach(worker -> worker.movePromise(scope));
    table = BuildTable.of(node, layout, parts(), limits, scope, threads);
    filters.make(parts());
    hasNullKey = parts().stream().anyMatch(BuildRows::hasNullKey);
    scope.unpromise();
    state = State.IN_MEMORY;
    if (held() >= WORTH_SPILLING) {
      claim = context.claim(this);
    }
  }

  private List<BuildRows> parts() {
    return workers.stream().map(BuildWorker::rows).filter(Objects::nonNull).toList();
  }

  private void setSpilled() {
    workers.forEach(BuildWorker::release);
    hasNullKey |= spill.hasNullKey();
    state = State.SPILLED;
    spill.waitForMemory();
  }

  @Override
  public long held() {
    return state == State.IN_MEMORY
        ? scope.held() + workers.stream().mapToLong(BuildWorker::held).sum()
        : 0;
  }

  /** Between building and probing nobody uses the rows. */
  @Override
  public boolean spillNow() {
    if (busy.isHeldByCurrentThread() || !busy.tryLock()) {
      return false;
    }
    try {
      if (state != State.IN_MEMORY) {
        return false;
      }
      table = null;
      try {
        workers.forEach(BuildWorker::spill);
      } catch (RuntimeException | Error e) {
        // some rows are gone: nobody shall look at the others as if they were all
        state = State.CLOSED;
        throw e;
      }
      setSpilled();
      scope.close();
      return true;
    } finally {
      busy.unlock();
    }
  }

  /** Makes the table ready, at the latest now; from now on it stays. */
  BuildTable probed() {
    busy.lock();
    try {
      switch (state) {
        case BUILDING -> throw new IllegalStateException("the build side is not finished");
        case CLOSED -> throw new IllegalStateException("the build side is closed");
        case IN_MEMORY -> state = State.PROBED;
        case SPILLED -> {
          table = spill.load(SHARE, limits);
          state = State.PROBED;
        }
        case PROBED -> {}
      }
      if (claim != null) {
        claim.close();
      }
      return table;
    } finally {
      busy.unlock();
    }
  }

  /** True if a null key was seen that matches everything. */
  boolean hasNullKey() {
    return node.nullKeys() == PhysicalPlan.HashJoin.NullKeys.MATCH_EVERYTHING && hasNullKey;
  }

  /** What is known of the keys before the probe side starts. */
  KeyFilters filters() {
    return filters;
  }

  JoinSpill spill() {
    return spill;
  }

  /** Gives back the memory of the table, which nobody probes any more. */
  void release() {
    busy.lock();
    try {
      table = null;
      workers.forEach(BuildWorker::release);
      spill.release();
      scope.close();
    } finally {
      busy.unlock();
    }
  }

  @Override
  public void close() {
    if (claim != null) {
      claim.close();
    }
    release();
    state = State.CLOSED;
    filters.close();
    spill.close();
  }
}
