package org.weft.container.aggregate;

import org.weft.container.hash.RowNumbers;
import org.weft.planner.memory.Memory;

/** Loops over the rows {@code order[from..to)} of one group. */
final class RunLoops {
  private static final long LOW_HALF = 0xFFFFFFFFL;

  private RunLoops() {}

  /**
   * Sums up 64-bit values.
   *
   * @param out becomes the sum, modulo 2^64, and at least the largest magnitude, less one for
   *     negative values
   */
  static void sum(int[] order, int from, int to, long values, long[] out) {
    if (order == RowNumbers.identity()) {
      sum(values + 8L * from, to - from, out);
      return;
    }
    long sum = 0;
    long bits = 0;
    for (int j = from; j < to; j++) {
      long value = Memory.getLong(values + 8L * order[j]);
      sum += value;
      bits |= value ^ (value >> 63);
    }
    out[0] = sum;
    out[1] = bits;
  }

  private static void sum(long values, int count, long[] out) {
    long sum = 0;
    long bits = 0;
    for (int i = 0; i < count; i++) {
      long value = Memory.getLong(values + 8L * i);
      sum += value;
      bits |= value ^ (value >> 63);
    }
    out[0] = sum;
    out[1] = bits;
  }

  /**
   * Sums up 64-bit values of any magnitude.
   *
   * @param out becomes the low and the high word of the sum
   */
  static void sumExactly(int[] order, int from, int to, long values, long[] out) {
    long low = 0;
    long high = 0;
    for (int j = from; j < to; j++) {
      long value = Memory.getLong(values + 8L * order[j]);
      low += value & LOW_HALF;
      high += value >> 32;
    }
    long shifted = high << 32;
    out[0] = shifted + low;
    out[1] = (high >> 32) + (Long.compareUnsigned(out[0], shifted) < 0 ? 1 : 0);
  }

  /** Adds 128-bit values to a 128-bit sum. */
  static void addBig(int[] order, int from, int to, long values, long state) {
    long overflow = 0;
    for (int j = from; j < to; j++) {
      long value = values + 16L * order[j];
      overflow |= SumLoops.addBig(state, Memory.getLong(value), Memory.getLong(value + 8));
    }
    SumLoops.check(overflow);
  }
}
