package org.weft.io.file;

/** A file being written, from front to back. For one thread at a time. */
public interface FileOutput extends AutoCloseable {
  /**
   * Appends bytes of memory.
   *
   * @throws org.weft.planner.error.WeftException WRITE_FAILED, DISK_FULL, ACCESS_DENIED
   */
  void write(long address, long bytes);

  /** Appends bytes of an array. */
  void write(byte[] bytes, int offset, int length);

  /** Bytes appended so far. */
  long position();

  /** Makes what was appended the whole file. Once, and before {@link #close}. */
  void finish();

  /** Lets go; without {@link #finish} whatever is there is no file worth reading. */
  @Override
  void close();
}
