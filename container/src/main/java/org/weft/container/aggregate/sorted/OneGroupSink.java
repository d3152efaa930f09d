package org.weft.container.aggregate.sorted;

import java.util.concurrent.atomic.AtomicBoolean;
import org.weft.container.accumulate.RowsOut;
import org.weft.container.hash.RowNumbers;
import org.weft.container.pipeline.BatchConsumer;
import org.weft.container.pipeline.ExecutionContext;
import org.weft.container.pipeline.ParallelWork;
import org.weft.container.pipeline.Sink;
import org.weft.container.pipeline.Source;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.physical.PhysicalPlan;
import org.weft.planner.vector.Batch;

/**
 * An aggregation without keys: all rows are one group, which all threads add to in turn. What lies
 * before it in the pipeline is most of the work, and runs on all of them.
 */
public final class OneGroupSink implements Sink {
  private final PhysicalPlan.SortedAggregate node;
  private final MemoryScope scope;
  private final GroupCalls calls;

  public OneGroupSink(PhysicalPlan.SortedAggregate node, ExecutionContext context) {
    if (!node.keys().isEmpty()) {
      throw new IllegalArgumentException("one group for keys " + node.keys());
    }
    this.node = node;
    this.scope = context.pool().scope("aggregation");
    try {
      this.calls = new GroupCalls(node, context);
    } catch (RuntimeException | Error e) {
      scope.close();
      throw e;
    }
  }

  @Override
  public Sink.Worker worker() {
    return new Adding();
  }

  private synchronized void add(Batch batch) {
    calls.add(batch, RowNumbers.of(batch), 0, batch.selectedCount());
  }

  @Override
  public void finish(ParallelWork threads) {
    // the result is computed when it is read
  }

  /** The only row, once {@link #finish} has run. */
  public Source output() {
    return new OnlyRow();
  }

  @Override
  public void close() {
    calls.close();
    scope.close();
  }

  private final class Adding implements Sink.Worker {
    @Override
    public void accept(Batch batch) {
      add(batch);
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

  private final class OnlyRow implements Source {
    private final AtomicBoolean taken = new AtomicBoolean();

    @Override
    public int parallelism() {
      return 1;
    }

    @Override
    public Source.Worker worker() {
      return new Source.Worker() {
        @Override
        public boolean pump(BatchConsumer next) {
          if (taken.compareAndSet(false, true)) {
            RowsOut out = new RowsOut(node.schema(), scope);
            calls.emit(out.builders(), 0);
            out.rowDone(next);
            out.flush(next);
          }
          return false;
        }

        @Override
        public void close() {}
      };
    }
  }
}
