package org.weft.container.operator;

import org.weft.container.expression.ExpressionCompiler;
import org.weft.container.expression.Selector;
import org.weft.container.pipeline.BatchConsumer;
import org.weft.container.pipeline.ExecutionContext;
import org.weft.container.pipeline.StreamOperator;
import org.weft.planner.expr.Expression;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.physical.PhysicalPlan;
import org.weft.planner.vector.Batch;

/** Hands on batches narrowed to the rows for which a predicate is true. */
public final class FilterOperator implements StreamOperator {
  private final Expression predicate;
  private final ExecutionContext context;

  public FilterOperator(PhysicalPlan.Filter plan, ExecutionContext context) {
    this.predicate = plan.predicate();
    this.context = context;
  }

  @Override
  public StreamOperator.Worker worker(BatchConsumer next) {
    MemoryScope scope = context.pool().scope("filter");
    return new Worker(ExpressionCompiler.selector(predicate, scope), next);
  }

  private record Worker(Selector selector, BatchConsumer next) implements StreamOperator.Worker {
    @Override
    public void accept(Batch batch) {
      selector.select(batch);
      if (batch.selectedCount() > 0) {
        next.accept(batch);
      }
    }

    @Override
    public boolean wantsMore() {
      return next.wantsMore();
    }

    @Override
    public void finish() {}

    @Override
    public void close() {
      selector.close();
    }
  }
}
