package org.weft.io.parquet.page;

import org.weft.planner.memory.Memory;

/** Loops that make 16-byte views (see {@link org.weft.planner.vector.Views}) of stored bytes. */
final class ViewKernels {
  /** A walk that would leave the page. */
  static final long OUTSIDE = -1;

  private ViewKernels() {}

  /**
   * Makes views of values that each stand behind their length (int32).
   *
   * @return the address behind the last, or OUTSIDE
   */
  static long ofPlain(long from, long end, long to, int count) {
    long p = from;
    for (int i = 0; i < count; i++) {
      // up to 4 bytes behind the page may be read here: blocks are padded
      int length = Memory.getInt(p);
      long bytes = p + 4;
      p = bytes + Integer.toUnsignedLong(length);
      if (p > end) {
        return OUTSIDE;
      }
      put(to + 16L * i, bytes, length);
    }
    return p;
  }

  /**
   * Passes over values that each stand behind their length.
   *
   * @return the address behind the last, or OUTSIDE
   */
  static long skipPlain(long from, long end, int count) {
    long p = from;
    for (int i = 0; i < count; i++) {
      p += 4 + Integer.toUnsignedLong(Memory.getInt(p));
      if (p > end) {
        return OUTSIDE;
      }
    }
    return p;
  }

  /** Makes views of values of one length that follow each other. */
  static void ofFixed(long from, int width, long to, int count) {
    for (int i = 0; i < count; i++) {
      put(to + 16L * i, from + (long) width * i, width);
    }
  }

  /**
   * Makes views of values that follow each other, of the lengths (int32) given.
   *
   * @return the address behind the last
   */
  static long ofLengths(long from, long lengths, long to, int count) {
    long p = from;
    for (int i = 0; i < count; i++) {
      int length = Memory.getInt(lengths + 4L * i);
      put(to + 16L * i, p, length);
      p += length;
    }
    return p;
  }

  private static void put(long view, long bytes, int length) {
    long prefix = Memory.getInt(bytes) & 0xFFFFFFFFL;
    if (length < 4) {
      prefix &= (1L << (8 * length)) - 1;
    }
    Memory.putLong(view, (prefix << 32) | length);
    Memory.putLong(view + 8, bytes);
  }
}
