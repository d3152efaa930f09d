package org.weft.io.parquet.codec;

import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;

/** Undoes one codec. For one thread. */
public interface Decompressor extends AutoCloseable {
  /**
   * Fills {@code to} with exactly {@code toLength} bytes.
   *
   * @throws WeftException CORRUPT_FILE
   */
  void decompress(long from, int fromLength, long to, int toLength);

  @Override
  default void close() {}

  /** The error of bytes that are not what the codec wrote. */
  static WeftException corrupt(String codec, String why) {
    return WeftException.of(
        ErrorCode.CORRUPT_FILE, "a page cannot be decompressed with " + codec + ": " + why);
  }

  /** Checks what a codec says it wrote. */
  static void expect(String codec, long written, int expected) {
    if (written != expected) {
      throw corrupt(codec, written + " bytes where the page announces " + expected);
    }
  }
}
