package org.weft.container.result;

import java.util.List;
import org.weft.planner.explain.PlanFigures;
import org.weft.planner.type.Schema;
import org.weft.planner.vector.Batch;

/** The rows of a query, pulled by one thread. Closing it early cancels the query. */
public interface ResultStream extends AutoCloseable {
  Schema schema();

  /**
   * Moves to the next batch, waiting for it.
   *
   * @return false at the end
   * @throws org.weft.planner.error.WeftException if the query failed
   */
  boolean advance();

  /** The present batch, valid until the next {@link #advance}. */
  Batch batch();

  /** What was measured of the operators, once the stream has ended; empty if nothing was. */
  default List<PlanFigures> figures() {
    return List.of();
  }

  @Override
  void close();
}
