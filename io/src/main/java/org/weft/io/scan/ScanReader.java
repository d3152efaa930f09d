package org.weft.io.scan;

import org.weft.planner.vector.Batch;

/** Rows of a file, pulled by one thread. */
public interface ScanReader extends AutoCloseable {
  /**
   * Moves to the next batch of at least one row.
   *
   * @return false at the end
   * @throws org.weft.planner.error.WeftException CORRUPT_FILE, UNSUPPORTED_FILE, READ_FAILED; also
   *     from the batch's columns when they are first asked for
   */
  boolean advance();

  /** The present batch, valid until the next {@link #advance}. Its columns load at first use. */
  Batch batch();

  /** What was read so far. */
  default ScanCounts counts() {
    return ScanCounts.NONE;
  }

  /** Gives back all memory and the file. */
  @Override
  void close();
}
