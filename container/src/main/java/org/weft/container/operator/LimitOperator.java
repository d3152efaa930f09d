package org.weft.container.operator;

import java.util.concurrent.atomic.AtomicLong;
import org.weft.container.pipeline.BatchConsumer;
import org.weft.container.pipeline.StreamOperator;
import org.weft.planner.physical.PhysicalPlan;
import org.weft.planner.vector.Batch;

/**
 * Lets rows {@code offset} to {@code offset + limit} through, counted over all threads in the order
 * they arrive. Where the input is ordered, and so runs on one thread, these are its first rows.
 */
public final class LimitOperator implements StreamOperator {
  private final long first;
  private final long end;
  private final AtomicLong arrived = new AtomicLong();

  public LimitOperator(PhysicalPlan.Limit limit) {
    this(limit.offset(), limit.limit().orElse(Long.MAX_VALUE));
  }

  /** Lets so many rows through, behind the first {@code offset}. */
  public LimitOperator(long offset, long count) {
    first = offset;
    end = count > Long.MAX_VALUE - first ? Long.MAX_VALUE : first + count;
  }

  @Override
  public Worker worker(BatchConsumer next) {
    return new Counting(next);
  }

  private final class Counting implements Worker {
    private final BatchConsumer next;
    private final int[] rows = new int[Batch.CAPACITY];

    Counting(BatchConsumer next) {
      this.next = next;
    }

    @Override
    public void accept(Batch batch) {
      int count = batch.selectedCount();
      long start = arrived.getAndAdd(count);
      int from = (int) Math.min(count, Math.max(0, first - start));
      int to = (int) Math.min(count, Math.max(0, end - start));
      if (from >= to) {
        return;
      }
      if (to - from < count) {
        for (int i = from; i < to; i++) {
          rows[i - from] = batch.row(i);
        }
        batch.select(rows, to - from);
      }
      next.accept(batch);
    }

    @Override
    public boolean wantsMore() {
      return arrived.get() < end && next.wantsMore();
    }

    @Override
    public void finish() {
      // holds nothing back
    }

    @Override
    public void close() {
      // has no memory of the pool's
    }
  }
}
