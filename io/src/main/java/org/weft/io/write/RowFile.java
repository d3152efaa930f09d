package org.weft.io.write;

import org.weft.planner.memory.MemoryScope;

/**
 * A file of rows being written, by several threads if need be: each has a {@link RowWriter} of its
 * own. Thread-safe.
 */
public interface RowFile extends AutoCloseable {
  /**
   * A writer for one thread.
   *
   * @param memory where its rows wait to be written
   */
  RowWriter writer(MemoryScope memory);

  /** Bytes in the file so far; what writers still hold is not among them. */
  long length();

  /** Rows in the file so far. */
  long rows();

  /** Completes the file; all its writers are finished. */
  void finish();

  /** Lets go of the file. Without {@link #finish} it is no file worth reading. */
  @Override
  void close();
}
