package org.weft.container.run;

import java.util.List;
import java.util.function.Supplier;
import org.weft.container.pipeline.Failures;
import org.weft.container.result.OwnedBatch;
import org.weft.container.result.ResultQueue;
import org.weft.container.result.ResultStream;
import org.weft.planner.explain.PlanFigures;
import org.weft.planner.type.Schema;
import org.weft.planner.vector.Batch;

/** The rows of a query that other threads are running. */
final class RunningQuery implements ResultStream {
  private final Schema schema;
  private final ResultQueue queue;
  private final Supplier<PlanFigures> figures;
  private OwnedBatch current;

  RunningQuery(Schema schema, ResultQueue queue, Supplier<PlanFigures> figures) {
    this.schema = schema;
    this.queue = queue;
    this.figures = figures;
  }

  @Override
  public List<PlanFigures> figures() {
    return List.of(figures.get());
  }

  @Override
  public Schema schema() {
    return schema;
  }

  @Override
  public boolean advance() {
    release();
    try {
      current = queue.take();
    } catch (RuntimeException e) {
      throw Failures.asWeft(e);
    }
    return current != null;
  }

  @Override
  public Batch batch() {
    if (current == null) {
      throw new IllegalStateException("there is no batch before advance, nor after the end");
    }
    return current.batch();
  }

  /** Returns when the query's threads have stopped and all its memory is given back. */
  @Override
  public void close() {
    release();
    queue.close();
    queue.awaitEnd();
  }

  private void release() {
    if (current != null) {
      current.close();
      current = null;
    }
  }
}
