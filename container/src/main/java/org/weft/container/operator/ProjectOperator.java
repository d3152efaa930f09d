package org.weft.container.operator;

import java.util.List;
import org.weft.container.expression.ExpressionCompiler;
import org.weft.container.expression.Projection;
import org.weft.container.pipeline.BatchConsumer;
import org.weft.container.pipeline.ExecutionContext;
import org.weft.container.pipeline.StreamOperator;
import org.weft.planner.expr.Expression;
import org.weft.planner.physical.PhysicalPlan;
import org.weft.planner.type.Schema;
import org.weft.planner.vector.Batch;
import org.weft.planner.vector.ColumnLoader;
import org.weft.planner.vector.Vector;

/**
 * Hands on batches with one column per expression. A column is computed when it is first asked for,
 * for the rows that are selected then.
 */
public final class ProjectOperator implements StreamOperator {
  private final List<Expression> expressions;
  private final Schema schema;
  private final ExecutionContext context;

  public ProjectOperator(PhysicalPlan.Project plan, ExecutionContext context) {
    this.expressions = plan.expressions();
    this.schema = plan.schema();
    this.context = context;
  }

  @Override
  public StreamOperator.Worker worker(BatchConsumer next) {
    Projection projection =
        ExpressionCompiler.projection(expressions, context.pool().scope("project"));
    return new Worker(projection, new Batch(schema), next);
  }

  private static final class Worker implements StreamOperator.Worker, ColumnLoader {
    private final Projection projection;
    private final Batch output;
    private final BatchConsumer next;

    Worker(Projection projection, Batch output, BatchConsumer next) {
      this.projection = projection;
      this.output = output;
      this.next = next;
    }

    @Override
    public void accept(Batch batch) {
      projection.start(batch);
      output.start(batch.rowCount(), this);
      output.select(batch.selection(), batch.selectedCount());
      next.accept(output);
    }

    @Override
    public void load(Batch batch, int column, Vector vector) {
      projection.narrow(batch.selection(), batch.selectedCount());
      vector.pointLike(projection.column(column));
    }

    @Override
    public boolean wantsMore() {
      return next.wantsMore();
    }

    @Override
    public void finish() {}

    @Override
    public void close() {
      projection.close();
    }
  }
}
