package org.weft.container.aggregate;

import org.weft.container.hash.RowStore;
import org.weft.container.pipeline.BatchConsumer;
import org.weft.container.pipeline.ExecutionContext;
import org.weft.container.pipeline.StreamOperator;
import org.weft.planner.memory.MemoryPool;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.physical.PhysicalPlan;
import org.weft.planner.physical.PhysicalPlan.HashAggregate.Phase;
import org.weft.planner.vector.Batch;

/**
 * The PARTIAL phase as a step of a pipeline: groups what fits a table that stays in cache, hands on
 * its groups when it is full, and starts anew. So it needs little memory however many groups there
 * are, and what it hands on may hold a key several times, which the FINAL phase is made for.
 */
public final class PartialAggregateOperator implements StreamOperator {
  private static final long LEAST_BYTES = 16 << 20;
  private static final long SHARE = 64;

  private final PhysicalPlan.HashAggregate node;
  private final MemoryPool pool;
  private final AggregateLimits limits;
  private final AggregateLayout layout;

  public PartialAggregateOperator(PhysicalPlan.HashAggregate node, ExecutionContext context) {
    this(node, context, AggregateLimits.DEFAULT);
  }

  PartialAggregateOperator(
      PhysicalPlan.HashAggregate node, ExecutionContext context, AggregateLimits limits) {
    if (node.phase() != Phase.PARTIAL) {
      throw new IllegalArgumentException(node.phase() + " gives its groups only at the end");
    }
    this.node = node;
    this.pool = context.pool();
    this.limits = limits;
    this.layout = AggregateLayout.of(node);
  }

  @Override
  public Worker worker(BatchConsumer next) {
    return new PartialWorker(next);
  }

  /** The state of one thread. */
  private final class PartialWorker implements Worker {
    private final BatchConsumer next;
    private final MemoryScope output = pool.scope("partial aggregation");
    private final GroupBatches batches = new GroupBatches(layout, node.schema(), output);
    private MemoryScope groups;
    private GroupTable table;

    PartialWorker(BatchConsumer next) {
      this.next = next;
    }

    @Override
    public boolean wantsMore() {
      return next.wantsMore();
    }

    @Override
    public void accept(Batch batch) {
      if (table == null) {
        groups = pool.scope("partial aggregation");
        table = new GroupTable(layout, node.input().schema(), limits, groups, groups);
      }
      table.accept(batch);
      if (layout.hasKeys() && isFull()) {
        flush();
      }
    }

    /** Few groups may have long texts. */
    private boolean isFull() {
      return table.store().rows() >= limits.tableGroups() / 2
          || groups.held() > Math.max(LEAST_BYTES, pool.limit() / SHARE);
    }

    private void flush() {
      table.finish();
      for (RowStore store : table.store().partitions()) {
        for (int c = 0; c < store.chunks(); c++) {
          batches.emit(store.chunk(c), store.chunkRows(c), table.widths(), next);
        }
      }
      table = null;
      groups.close();
    }

    @Override
    public void finish() {
      if (table != null) {
        flush();
      }
    }

    @Override
    public void close() {
      output.close();
      if (groups != null) {
        groups.close();
      }
    }
  }
}
