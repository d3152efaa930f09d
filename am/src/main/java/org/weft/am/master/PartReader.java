package org.weft.am.master;

import org.weft.planner.type.Schema;
import org.weft.planner.vector.Batch;
import org.weft.shuffle.exchange.MapOutputLocation;

/** The rows of one part of a result, batch by batch, for one thread. */
interface PartReader extends AutoCloseable {
  /**
   * Moves to the next batch, waiting for it.
   *
   * @throws org.weft.planner.error.WeftException SHUFFLE_LOST if the part cannot be had
   */
  boolean advance();

  /** The present batch, valid until the next {@link #advance}. */
  Batch batch();

  @Override
  void close();

  /** How parts are read. */
  interface Factory {
    PartReader open(MapOutputLocation location, Schema schema);
  }
}
