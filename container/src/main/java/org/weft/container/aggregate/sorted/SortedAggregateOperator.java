package org.weft.container.aggregate.sorted;

import org.weft.container.accumulate.KeptKeys;
import org.weft.container.accumulate.RowsOut;
import org.weft.container.hash.RowNumbers;
import org.weft.container.pipeline.BatchConsumer;
import org.weft.container.pipeline.ExecutionContext;
import org.weft.container.pipeline.StreamOperator;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.physical.PhysicalPlan;
import org.weft.planner.vector.Batch;

/**
 * Groups rows that come ordered by the keys, which is on one thread. Without keys, in the PARTIAL
 * phase, each thread's rows are a group.
 */
public final class SortedAggregateOperator implements StreamOperator {
  private final PhysicalPlan.SortedAggregate node;
  private final ExecutionContext context;

  public SortedAggregateOperator(PhysicalPlan.SortedAggregate node, ExecutionContext context) {
    this.node = node;
    this.context = context;
  }

  @Override
  public Worker worker(BatchConsumer next) {
    return new Grouping(next);
  }

  private final class Grouping implements Worker {
    private final BatchConsumer next;
    private final MemoryScope scope = context.pool().scope("aggregation");
    private final KeptKeys keys = new KeptKeys(node.keys(), node.input().schema(), scope);
    private final RowsOut out = new RowsOut(node.schema(), scope);
    private final GroupCalls calls;
    private boolean isOpen;

    Grouping(BatchConsumer next) {
      this.next = next;
      try {
        calls = new GroupCalls(node, context);
      } catch (RuntimeException | Error e) {
        scope.close();
        throw e;
      }
    }

    @Override
    public boolean wantsMore() {
      return next.wantsMore();
    }

    @Override
    public void accept(Batch batch) {
      int[] rows = RowNumbers.of(batch);
      int count = batch.selectedCount();
      keys.point(batch);
      int start = 0;
      for (int i = 0; i < count; i++) {
        if (isOpen && keys.areOf(rows[i])) {
          continue;
        }
        if (isOpen) {
          if (start < i) {
            calls.add(batch, rows, start, i);
          }
          endGroup();
        }
        isOpen = true;
        keys.set(rows[i]);
        start = i;
      }
      if (start < count) {
        calls.add(batch, rows, start, count);
      }
    }

    private void endGroup() {
      keys.emit(out.builders());
      calls.emit(out.builders(), node.keys().size());
      calls.reset();
      out.rowDone(next);
    }

    @Override
    public void finish() {
      if (isOpen) {
        endGroup();
      }
      out.flush(next);
    }

    @Override
    public void close() {
      calls.close();
      scope.close();
    }
  }
}
