package org.weft.am.session;

import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;

/** A statement that writes a table: without rows, and done when it is read to its end. */
final class WritingRows implements RowStream {
  private final RowStream written;
  private final Runnable whenDone;
  private final NoRows none = new NoRows();

  /**
   * Reads what a write says of itself, then does what follows.
   *
   * @param whenDone makes the written rows known
   */
  WritingRows(RowStream written, Runnable whenDone) {
    this.written = written;
    this.whenDone = whenDone;
  }

  @Override
  public Schema schema() {
    return none.schema();
  }

  @Override
  public boolean advance() {
    while (written.advance()) {
      // how much was written is of no interest
    }
    whenDone.run();
    return false;
  }

  @Override
  public VectorSchemaRoot root() {
    return none.root();
  }

  @Override
  public void cancel() {
    written.cancel();
  }

  @Override
  public void close() {
    written.close();
    none.close();
  }
}
