package org.weft.io.write;

import org.weft.planner.vector.Batch;

/** Adds rows to a {@link RowFile}. For one thread. */
public interface RowWriter extends AutoCloseable {
  /**
   * Adds some rows of a borrowed batch.
   *
   * @param selection rows of the batch, ascending; null for all of them
   * @param count how many elements of the selection count; all rows of the batch without one
   * @throws org.weft.planner.error.WeftException WRITE_FAILED, DISK_FULL, ACCESS_DENIED, or
   *     NUMERIC_OVERFLOW for a value that the format cannot hold
   */
  void write(Batch batch, int[] selection, int count);

  /** Hands what it holds to the file. Once. */
  void finish();

  /** Gives memory back. */
  @Override
  void close();
}
