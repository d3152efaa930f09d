package org.weft.container.window;

import org.weft.container.pipeline.BatchConsumer;
import org.weft.container.pipeline.ExecutionContext;
import org.weft.container.pipeline.StreamOperator;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.physical.PhysicalPlan;
import org.weft.planner.vector.Batch;

/**
 * Adds columns computed from the rows of a partition. Each thread's rows come in order, partition
 * by partition, and no partition comes on two threads.
 */
public final class WindowOperator implements StreamOperator {
  /** Complete rows that are worth the start of every function's loops. */
  private static final int ENOUGH_ROWS = 2 * Batch.CAPACITY;

  private final PhysicalPlan.Window plan;
  private final ExecutionContext context;

  public WindowOperator(PhysicalPlan.Window plan, ExecutionContext context) {
    this.plan = plan;
    this.context = context;
  }

  @Override
  public StreamOperator.Worker worker(BatchConsumer next) {
    MemoryScope scope = context.pool().scope("window");
    try {
      return new Worker(scope, next);
    } catch (RuntimeException | Error e) {
      scope.close();
      throw e;
    }
  }

  private final class Worker implements StreamOperator.Worker {
    private final MemoryScope scope;
    private final BatchConsumer next;
    private final WindowBuffer buffer;
    private final WindowFunctions functions;
    private final Batch output = new Batch(plan.schema());

    Worker(MemoryScope scope, BatchConsumer next) {
      this.scope = scope;
      this.next = next;
      this.buffer = new WindowBuffer(plan, scope);
      this.functions = new WindowFunctions(plan, context, scope);
    }

    @Override
    public void accept(Batch batch) {
      buffer.append(batch);
      if (buffer.completeRows() >= ENOUGH_ROWS) {
        handOn(buffer.completeRows());
      }
    }

    @Override
    public boolean wantsMore() {
      return next.wantsMore();
    }

    @Override
    public void finish() {
      if (buffer.rows() > 0 && next.wantsMore()) {
        handOn(buffer.rows());
      }
    }

    private void handOn(int rows) {
      context.cancellation().check();
      buffer.take(rows);
      functions.compute(buffer.complete());
      int columns = plan.input().schema().size();
      int first = 0;
      while (first < rows && next.wantsMore()) {
        int count = Math.min(Batch.CAPACITY, rows - first);
        for (int i = 0; i < columns; i++) {
          count = Math.min(count, buffer.column(i).together(first));
        }
        output.start(count);
        for (int i = 0; i < columns; i++) {
          buffer.column(i).show(output.column(i), first);
        }
        functions.show(output, columns, first);
        next.accept(output);
        first += count;
      }
      buffer.drop(rows);
    }

    @Override
    public void close() {
      try (scope) {
        functions.close();
      }
    }
  }
}
