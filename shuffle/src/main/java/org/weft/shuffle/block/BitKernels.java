package org.weft.shuffle.block;

import org.weft.planner.memory.Memory;

/** Arrow's bits against Weft's bytes. Both sides may be touched up to 8 bytes behind their end. */
final class BitKernels {
  private static final long LOW_BITS = 0x0101010101010101L;
  private static final long GATHER = 0x0102040810204080L;
  private static final long[] SPREAD = spread();

  private BitKernels() {}

  private static long[] spread() {
    long[] table = new long[256];
    for (int bits = 0; bits < 256; bits++) {
      for (int i = 0; i < 8; i++) {
        table[bits] |= ((bits >>> i) & 1L) << (8 * i);
      }
    }
    return table;
  }

  /**
   * Packs the lowest bit of each byte, the first row in the lowest bit.
   *
   * @return how many bits are 1
   */
  static int pack(long bytes, int n, long bits) {
    int ones = 0;
    int i = 0;
    for (; i + 8 <= n; i += 8) {
      // the product moves bit 8i to bit 56 + i, without carries
      int packed = (int) (((Memory.getLong(bytes + i) & LOW_BITS) * GATHER) >>> 56);
      Memory.putByte(bits + (i >> 3), (byte) packed);
      ones += Integer.bitCount(packed);
    }
    if (i < n) {
      long tail = Memory.getLong(bytes + i) & LOW_BITS & ((1L << (8 * (n - i))) - 1);
      int packed = (int) ((tail * GATHER) >>> 56);
      Memory.putByte(bits + (i >> 3), (byte) packed);
      ones += Integer.bitCount(packed);
    }
    return ones;
  }

  /** Unpacks bits into bytes 0 and 1. */
  static void unpack(long bits, int n, long bytes) {
    for (int i = 0; i < n; i += 8) {
      Memory.putLong(bytes + i, SPREAD[Memory.getByte(bits + (i >> 3)) & 0xFF]);
    }
  }
}
