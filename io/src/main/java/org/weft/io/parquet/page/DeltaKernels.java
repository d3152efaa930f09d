package org.weft.io.parquet.page;

import org.weft.planner.memory.Memory;

/** Loops over packed differences. Eight bytes behind the last are read. */
final class DeltaKernels {
  private DeltaKernels() {}

  /** Writes running sums and returns the last. */
  static long sum64(long packed, int width, long least, long before, long to, int count) {
    long sum = before;
    if (width == 0) {
      for (int i = 0; i < count; i++) {
        sum += least;
        Memory.putLong(to + 8L * i, sum);
      }
      return sum;
    }
    if (width > 56) {
      for (int i = 0; i < count; i++) {
        sum += least + wide(packed, width, i);
        Memory.putLong(to + 8L * i, sum);
      }
      return sum;
    }
    long mask = (1L << width) - 1;
    long bit = 0;
    for (int i = 0; i < count; i++) {
      sum += least + ((Memory.getLong(packed + (bit >>> 3)) >>> (bit & 7)) & mask);
      Memory.putLong(to + 8L * i, sum);
      bit += width;
    }
    return sum;
  }

  /** Writes running sums, wrapped to 32 bits, and returns the last. */
  static int sum32(long packed, int width, long least, int before, long to, int count) {
    int sum = before;
    if (width > 56) {
      for (int i = 0; i < count; i++) {
        sum += (int) (least + wide(packed, width, i));
        Memory.putInt(to + 4L * i, sum);
      }
      return sum;
    }
    long mask = (1L << width) - 1;
    long bit = 0;
    for (int i = 0; i < count; i++) {
      sum += (int) (least + ((Memory.getLong(packed + (bit >>> 3)) >>> (bit & 7)) & mask));
      Memory.putInt(to + 4L * i, sum);
      bit += width;
    }
    return sum;
  }

  /** A number that may reach into a ninth byte. */
  private static long wide(long packed, int width, int index) {
    long bit = (long) index * width;
    int shift = (int) (bit & 7);
    long value = Memory.getLong(packed + (bit >>> 3)) >>> shift;
    if (shift + width > 64) {
      value |= (Memory.getByte(packed + (bit >>> 3) + 8) & 0xFFL) << (64 - shift);
    }
    return width == 64 ? value : value & ((1L << width) - 1);
  }
}
