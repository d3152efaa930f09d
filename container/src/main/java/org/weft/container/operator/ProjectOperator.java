package org.weft.container.operator;

import java.util.List;
import org.weft.container.expression.ExpressionCompiler;
import org.weft.container.expression.Projection;
import org.weft.container.expression.RowPace;
import org.weft.container.hash.RowNumbers;
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
 * for the rows that are selected then. Where texts may become long, a batch becomes several, see
 * {@link RowPace}.
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
    Batch output = new Batch(schema);
    return expressions.stream().anyMatch(RowPace::isNeeded)
        ? new PacedWorker(projection, output, next, new RowPace(context.pool()))
        : new Worker(projection, output, next);
  }

  /** Computes few rows at a time if they become long. */
  private static final class PacedWorker extends Worker {
    private final RowPace pace;
    private final int[] slice = new int[Batch.CAPACITY];

    PacedWorker(Projection projection, Batch output, BatchConsumer next, RowPace pace) {
      super(projection, output, next);
      this.pace = pace;
    }

    @Override
    public void accept(Batch batch) {
      int count = batch.selectedCount();
      if (count <= pace.rows()) {
        super.accept(batch);
        pace.took(count, textBytes());
        return;
      }
      // a column is loaded once, for the rows selected then: for all of them, not for the first few
      for (int column = 0; column < batch.columnCount(); column++) {
        batch.column(column);
      }
      int[] rows = RowNumbers.of(batch);
      int from = 0;
      while (from < count && wantsMore()) {
        int some = Math.min(pace.rows(), count - from);
        System.arraycopy(rows, from, slice, 0, some);
        batch.select(slice, some);
        super.accept(batch);
        pace.took(some, textBytes());
        from += some;
      }
    }
  }

  private static class Worker implements StreamOperator.Worker, ColumnLoader {
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

    long textBytes() {
      return projection.textBytes();
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
