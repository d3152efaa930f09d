package org.weft.io.parquet.page;

import org.weft.planner.memory.Memory;

/** Loops over single bits, least significant first. */
final class BitKernels {
  private static final long ONE_BIT_EACH = 0x8040201008040201L;
  private static final long ALL_BYTES = 0x0101010101010101L;
  private static final long CARRY = 0x7F7F7F7F7F7F7F7FL;

  private BitKernels() {}

  /**
   * Writes bits as bytes 0 and 1; up to seven bytes behind the last are written, too.
   *
   * @param first of the run's bits, the number of the first to take
   * @return how many of them are 1
   */
  static int expand(long run, long first, long to, int count) {
    int ones = 0;
    for (int i = 0; i < count; i += 8) {
      int bits = eight(run, first + i);
      Memory.putLong(to + i, (((bits * ALL_BYTES & ONE_BIT_EACH) + CARRY) >>> 7) & ALL_BYTES);
      ones += Integer.bitCount(bits & mask(count - i));
    }
    return ones;
  }

  /** How many of these bits are 1. */
  static int count(long run, long first, int count) {
    int ones = 0;
    for (int i = 0; i < count; i += 8) {
      ones += Integer.bitCount(eight(run, first + i) & mask(count - i));
    }
    return ones;
  }

  private static int eight(long run, long bit) {
    return ((Memory.getShort(run + (bit >>> 3)) & 0xFFFF) >>> (bit & 7)) & 0xFF;
  }

  private static int mask(int wanted) {
    return wanted >= 8 ? 0xFF : (1 << wanted) - 1;
  }
}
