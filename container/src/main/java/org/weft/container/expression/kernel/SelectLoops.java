package org.weft.container.expression.kernel;

import org.weft.planner.memory.Memory;

/**
 * Selection by one value against a range of its order, without branches: a row number is always
 * stored and the count moves on by 0 or 1. Every comparison with a constant is such a range; {@code
 * keep} is 1 to keep the rows inside it and 0 to keep those outside.
 */
public final class SelectLoops {
  private SelectLoops() {}

  /** The rows whose byte is {@code wanted} (0 or 1), such as those of a validity. */
  public static int flag(long flags, int wanted, int[] sel, int n, int[] out) {
    int m = 0;
    int flip = wanted ^ 1;
    if (sel == null) {
      for (int i = 0; i < n; i++) {
        out[m] = i;
        m += (Memory.getByte(flags + i) & 1) ^ flip;
      }
      return m;
    }
    for (int k = 0; k < n; k++) {
      int i = sel[k];
      out[m] = i;
      m += (Memory.getByte(flags + i) & 1) ^ flip;
    }
    return m;
  }

  /** The rows whose mark is {@code wanted} (0 or 1). */
  public static int mark(byte[] marks, int wanted, int[] sel, int n, int[] out) {
    int m = 0;
    int flip = wanted ^ 1;
    if (sel == null) {
      for (int i = 0; i < n; i++) {
        out[m] = i;
        m += marks[i] ^ flip;
      }
      return m;
    }
    for (int k = 0; k < n; k++) {
      int i = sel[k];
      out[m] = i;
      m += marks[i] ^ flip;
    }
    return m;
  }

  /** The rows whose id leads to a 1 in {@code pass}. */
  public static int entry(long ids, byte[] pass, int[] sel, int n, int[] out) {
    int m = 0;
    if (sel == null) {
      for (int i = 0; i < n; i++) {
        out[m] = i;
        m += pass[Memory.getInt(ids + 4L * i)];
      }
      return m;
    }
    for (int k = 0; k < n; k++) {
      int i = sel[k];
      out[m] = i;
      m += pass[Memory.getInt(ids + 4L * i)];
    }
    return m;
  }

  public static int int8(long values, long low, long high, int keep, int[] sel, int n, int[] out) {
    int m = 0;
    if (sel == null) {
      for (int i = 0; i < n; i++) {
        long x = Memory.getByte(values + i);
        out[m] = i;
        m += (int) (((x - low) | (high - x)) >>> 63) ^ keep;
      }
      return m;
    }
    for (int k = 0; k < n; k++) {
      int i = sel[k];
      long x = Memory.getByte(values + i);
      out[m] = i;
      m += (int) (((x - low) | (high - x)) >>> 63) ^ keep;
    }
    return m;
  }

  public static int int16(long values, long low, long high, int keep, int[] sel, int n, int[] out) {
    int m = 0;
    if (sel == null) {
      for (int i = 0; i < n; i++) {
        long x = Memory.getShort(values + 2L * i);
        out[m] = i;
        m += (int) (((x - low) | (high - x)) >>> 63) ^ keep;
      }
      return m;
    }
    for (int k = 0; k < n; k++) {
      int i = sel[k];
      long x = Memory.getShort(values + 2L * i);
      out[m] = i;
      m += (int) (((x - low) | (high - x)) >>> 63) ^ keep;
    }
    return m;
  }

  public static int int32(long values, long low, long high, int keep, int[] sel, int n, int[] out) {
    int m = 0;
    if (sel == null) {
      for (int i = 0; i < n; i++) {
        long x = Memory.getInt(values + 4L * i);
        out[m] = i;
        m += (int) (((x - low) | (high - x)) >>> 63) ^ keep;
      }
      return m;
    }
    for (int k = 0; k < n; k++) {
      int i = sel[k];
      long x = Memory.getInt(values + 4L * i);
      out[m] = i;
      m += (int) (((x - low) | (high - x)) >>> 63) ^ keep;
    }
    return m;
  }

  public static int int64(long values, long low, long high, int keep, int[] sel, int n, int[] out) {
    int m = 0;
    long span = high - low;
    if (sel == null) {
      for (int i = 0; i < n; i++) {
        long x = Memory.getLong(values + 8L * i) - low;
        out[m] = i;
        m += below(span, x) ^ keep;
      }
      return m;
    }
    for (int k = 0; k < n; k++) {
      int i = sel[k];
      long x = Memory.getLong(values + 8L * i) - low;
      out[m] = i;
      m += below(span, x) ^ keep;
    }
    return m;
  }

  /** Bounds are {@link #order}s. */
  public static int float32(
      long values, long low, long high, int keep, int[] sel, int n, int[] out) {
    int m = 0;
    long span = high - low;
    if (sel == null) {
      for (int i = 0; i < n; i++) {
        long x = order(Memory.getFloat(values + 4L * i)) - low;
        out[m] = i;
        m += below(span, x) ^ keep;
      }
      return m;
    }
    for (int k = 0; k < n; k++) {
      int i = sel[k];
      long x = order(Memory.getFloat(values + 4L * i)) - low;
      out[m] = i;
      m += below(span, x) ^ keep;
    }
    return m;
  }

  /** Bounds are {@link #order}s. */
  public static int float64(
      long values, long low, long high, int keep, int[] sel, int n, int[] out) {
    int m = 0;
    long span = high - low;
    if (sel == null) {
      for (int i = 0; i < n; i++) {
        long x = order(Memory.getDouble(values + 8L * i)) - low;
        out[m] = i;
        m += below(span, x) ^ keep;
      }
      return m;
    }
    for (int k = 0; k < n; k++) {
      int i = sel[k];
      long x = order(Memory.getDouble(values + 8L * i)) - low;
      out[m] = i;
      m += below(span, x) ^ keep;
    }
    return m;
  }

  /** Rows where the 128-bit value lies between the bounds. */
  public static int int128(long values, Bounds128 range, int keep, int[] sel, int n, int[] out) {
    long lowHigh = range.lowHigh();
    long lowLow = range.lowLow();
    long highHigh = range.highHigh();
    long highLow = range.highLow();
    int m = 0;
    for (int k = 0; k < n; k++) {
      int i = sel == null ? k : sel[k];
      long low = Memory.getLong(values + 16L * i);
      long high = Memory.getLong(values + 16L * i + 8);
      out[m] = i;
      m += less(high, low, lowHigh, lowLow) ^ less(highHigh, highLow, high, low) ^ keep;
    }
    return m;
  }

  /** The ends of a range of 128-bit numbers, both inside, each as its high and its low word. */
  public record Bounds128(long lowHigh, long lowLow, long highHigh, long highLow) {}

  /** 1 if a 128-bit number is less than another, else 0. */
  static int less(long aHigh, long aLow, long bHigh, long bLow) {
    long difference = aHigh - bHigh - below(aLow, bLow);
    return (int) ((difference ^ ((aHigh ^ bHigh) & (aHigh ^ difference))) >>> 63);
  }

  /** 1 if {@code a < b}, else 0. */
  static int less(long a, long b) {
    return (int) (((a & ~b) | (~(a ^ b) & (a - b))) >>> 63);
  }

  /** 1 if {@code a = b}, else 0. */
  static int same(long a, long b) {
    long differs = a ^ b;
    return (int) ((differs | -differs) >>> 63) ^ 1;
  }

  /** 1 if {@code a < b} as unsigned numbers, else 0: the borrow of {@code a - b}. */
  static int below(long a, long b) {
    return (int) (((~a & b) | (~(a ^ b) & (a - b))) >>> 63);
  }

  /** The place of a number in the order of all: NaN last, both zeros equal. */
  public static long order(double value) {
    long bits = Double.doubleToLongBits(value + 0.0);
    return bits ^ ((bits >> 63) & Long.MAX_VALUE);
  }
}
