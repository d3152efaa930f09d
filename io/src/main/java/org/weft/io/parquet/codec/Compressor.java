package org.weft.io.parquet.codec;

/** Makes pages smaller. For one thread. */
public interface Compressor extends AutoCloseable {
  /** Room that is enough for what becomes of so many bytes. */
  long room(int length);

  /**
   * Compresses one page.
   *
   * @return bytes written, at most {@link #room}
   */
  int compress(long from, int length, long to, long room);

  @Override
  default void close() {}
}
