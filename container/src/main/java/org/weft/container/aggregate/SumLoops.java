package org.weft.container.aggregate;

import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;
import org.weft.planner.memory.Memory;

/**
 * Loops that add to sums: the value of row {@code rows[i]} to the state in the group at {@code
 * groups[i]}. All sums of a row in one pass, so that their chains of loads and stores overlap.
 */
final class SumLoops {
  private SumLoops() {}

  /** At least the largest magnitude of the values, less one for negative ones. */
  static long magnitude(long values, int[] rows, int count) {
    long bits = 0;
    for (int i = 0; i < count; i++) {
      long value = Memory.getLong(values + 8L * rows[i]);
      bits |= value ^ (value >> 63);
    }
    return bits;
  }

  static void count(long[] groups, int count, int offset) {
    for (int i = 0; i < count; i++) {
      long state = groups[i] + offset;
      Memory.putLong(state, Memory.getLong(state) + 1);
    }
  }

  static void add1(long[] groups, int[] rows, int count, long a, int x) {
    for (int i = 0; i < count; i++) {
      long row = 8L * rows[i];
      long g = groups[i];
      Memory.putLong(g + x, Memory.getLong(g + x) + Memory.getLong(a + row));
    }
  }

  static void countAndAdd1(long[] groups, int[] rows, int count, int n, long a, int x) {
    for (int i = 0; i < count; i++) {
      long row = 8L * rows[i];
      long g = groups[i];
      Memory.putLong(g + n, Memory.getLong(g + n) + 1);
      Memory.putLong(g + x, Memory.getLong(g + x) + Memory.getLong(a + row));
    }
  }

  static void countAndAdd2(
      long[] groups, int[] rows, int count, int n, long a, int x, long b, int y) {
    for (int i = 0; i < count; i++) {
      long row = 8L * rows[i];
      long g = groups[i];
      Memory.putLong(g + n, Memory.getLong(g + n) + 1);
      Memory.putLong(g + x, Memory.getLong(g + x) + Memory.getLong(a + row));
      Memory.putLong(g + y, Memory.getLong(g + y) + Memory.getLong(b + row));
    }
  }

  static void add2(long[] groups, int[] rows, int count, long a, int x, long b, int y) {
    for (int i = 0; i < count; i++) {
      long row = 8L * rows[i];
      long g = groups[i];
      Memory.putLong(g + x, Memory.getLong(g + x) + Memory.getLong(a + row));
      Memory.putLong(g + y, Memory.getLong(g + y) + Memory.getLong(b + row));
    }
  }

  static void add4(long[] groups, int[] rows, int count, long[] from, int[] to, int at) {
    long a = from[at];
    long b = from[at + 1];
    long c = from[at + 2];
    long d = from[at + 3];
    int x = to[at];
    int y = to[at + 1];
    int z = to[at + 2];
    int w = to[at + 3];
    for (int i = 0; i < count; i++) {
      long row = 8L * rows[i];
      long g = groups[i];
      Memory.putLong(g + x, Memory.getLong(g + x) + Memory.getLong(a + row));
      Memory.putLong(g + y, Memory.getLong(g + y) + Memory.getLong(b + row));
      Memory.putLong(g + z, Memory.getLong(g + z) + Memory.getLong(c + row));
      Memory.putLong(g + w, Memory.getLong(g + w) + Memory.getLong(d + row));
    }
  }

  /** Adds 64-bit values to 128-bit sums. */
  static void addWide(long[] groups, int[] rows, int count, long values, int offset) {
    for (int i = 0; i < count; i++) {
      long state = groups[i] + offset;
      long value = Memory.getLong(values + 8L * rows[i]);
      long low = Memory.getLong(state);
      long sum = low + value;
      Memory.putLong(state, sum);
      Memory.putLong(state + 8, Memory.getLong(state + 8) + (value >> 63) + carry(low, value, sum));
    }
  }

  /** Adds 128-bit values to 128-bit sums. */
  static void addBig(long[] groups, int[] rows, int count, long values, int offset) {
    long overflow = 0;
    for (int i = 0; i < count; i++) {
      long value = values + 16L * rows[i];
      overflow |= addBig(groups[i] + offset, Memory.getLong(value), Memory.getLong(value + 8));
    }
    check(overflow);
  }

  /** Adds to a 128-bit sum; negative if it overflows. */
  static long addBig(long state, long valueLow, long valueHigh) {
    long low = Memory.getLong(state);
    long high = Memory.getLong(state + 8);
    long sumLow = low + valueLow;
    long sumHigh = high + valueHigh + carry(low, valueLow, sumLow);
    Memory.putLong(state, sumLow);
    Memory.putLong(state + 8, sumHigh);
    return (high ^ sumHigh) & (valueHigh ^ sumHigh);
  }

  private static long carry(long a, long b, long sum) {
    return ((a & b) | ((a | b) & ~sum)) >>> 63;
  }

  static void check(long overflow) {
    if (overflow < 0) {
      throw overflow();
    }
  }

  static WeftException overflow() {
    return WeftException.of(ErrorCode.NUMERIC_OVERFLOW, "a sum does not fit its type")
        .hint("cast the summed value to DOUBLE, or sum smaller groups");
  }

  static void addReals(long[] groups, int[] rows, int count, long values, int offset) {
    for (int i = 0; i < count; i++) {
      long state = groups[i] + offset;
      Memory.putDouble(state, Memory.getDouble(state) + Memory.getDouble(values + 8L * rows[i]));
    }
  }
}
