package org.weft.io.parquet.page;

/** The values of one data page, nulls left out, read from front to back. */
abstract class PageValues {
  /** Writes the next values one behind the other, in the column's layout. */
  abstract void read(long to, int count);

  /** Passes over values. */
  abstract void skip(int count);

  /**
   * Passes over values that already lie as the column wants them.
   *
   * @return their address; 0, and nothing passed over, if they must be {@link #read}
   */
  long pass(int count) {
    return 0;
  }

  /**
   * Checks, when as many values were read as the page announces, that no bytes are left: else they
   * were not what they were read as.
   *
   * @throws org.weft.planner.error.WeftException CORRUPT_FILE if there are
   */
  abstract void end();
}
