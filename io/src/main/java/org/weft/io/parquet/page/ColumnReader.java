package org.weft.io.parquet.page;

import org.weft.planner.vector.Batch;
import org.weft.planner.vector.Dictionary;
import org.weft.planner.vector.Vector;

/** Reads one column of a row group from front to back, batch by batch. */
public interface ColumnReader extends AutoCloseable {
  /**
   * Points the vector at the values of a batch's selected rows. They stay until the next call.
   *
   * @param first the batch's first row, not before the end of the last batch read
   * @throws org.weft.planner.error.WeftException CORRUPT_FILE or UNSUPPORTED_FILE
   */
  void read(long first, Batch batch, Vector vector);

  /**
   * The entries that ids refer to, without reading any row; null if there are none or they are not
   * at hand. Valid until {@link #close}.
   *
   * @throws org.weft.planner.error.WeftException CORRUPT_FILE or UNSUPPORTED_FILE
   */
  default Dictionary dictionary() {
    return null;
  }

  @Override
  void close();
}
