package org.weft.shuffle.block;

/** Compresses ranges of memory: of blocks, and of whatever else is written. For one thread. */
public interface BlockCodec extends AutoCloseable {
  /** The most bytes that {@link #compress} may touch behind {@code to}. */
  long bound(long bytes);

  /**
   * Compresses some bytes, at least 1.
   *
   * @return the bytes written, or -1 if there would not be fewer than before
   */
  long compress(long from, long bytes, long to);

  /**
   * Restores exactly {@code bytes} bytes.
   *
   * @throws org.weft.planner.error.WeftException CORRUPT_FILE if that is not what was compressed
   */
  void decompress(long from, long compressed, long to, long bytes);

  @Override
  void close();
}
