package org.weft.am.session;

import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;

/** Rows as Arrow batches, pulled by one thread. */
public interface RowStream extends AutoCloseable {
  Schema schema();

  /**
   * Moves to the next batch, waiting for it.
   *
   * @return false at the end
   * @throws org.weft.planner.error.WeftException if the query failed
   */
  boolean advance();

  /** The present batch, valid until the next {@link #advance}. */
  VectorSchemaRoot root();

  /** Stops a running query from another thread; {@link #advance} then fails. */
  void cancel();

  @Override
  void close();
}
