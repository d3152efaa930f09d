package org.weft.container.hash;

import org.weft.planner.memory.Memory;
import org.weft.planner.vector.Layout;

/**
 * Loops that read values as 64-bit words: {@code out[i]} becomes the value at {@code index[i]}.
 * Words of equal values are equal: integers are extended, all NaN are one, and -0.0 is 0.0.
 */
final class WordLoads {
  private static final int FLOAT_NAN = Float.floatToIntBits(Float.NaN);

  private WordLoads() {}

  static void load(Layout layout, long base, int[] index, int count, long[] out) {
    switch (layout) {
      case BOOL8, INT8 -> bytes(base, index, count, out);
      case INT16 -> shorts(base, index, count, out);
      case INT32 -> ints(base, index, count, out);
      case INT64 -> longs(base, index, count, out);
      case FLOAT32 -> floats(base, index, count, out);
      case FLOAT64 -> doubles(base, index, count, out);
      case VIEW -> addresses(base, index, count, out);
      case INT128 -> throw new IllegalArgumentException("two words are needed");
    }
  }

  private static void bytes(long base, int[] index, int count, long[] out) {
    for (int i = 0; i < count; i++) {
      out[i] = Memory.getByte(base + index[i]);
    }
  }

  private static void shorts(long base, int[] index, int count, long[] out) {
    for (int i = 0; i < count; i++) {
      out[i] = Memory.getShort(base + 2L * index[i]);
    }
  }

  private static void ints(long base, int[] index, int count, long[] out) {
    for (int i = 0; i < count; i++) {
      out[i] = Memory.getInt(base + 4L * index[i]);
    }
  }

  private static void longs(long base, int[] index, int count, long[] out) {
    for (int i = 0; i < count; i++) {
      out[i] = Memory.getLong(base + 8L * index[i]);
    }
  }

  private static void floats(long base, int[] index, int count, long[] out) {
    for (int i = 0; i < count; i++) {
      out[i] = floatWord(Memory.getFloat(base + 4L * index[i]));
    }
  }

  private static void doubles(long base, int[] index, int count, long[] out) {
    for (int i = 0; i < count; i++) {
      out[i] = doubleWord(Memory.getDouble(base + 8L * index[i]));
    }
  }

  private static void addresses(long base, int[] index, int count, long[] out) {
    for (int i = 0; i < count; i++) {
      out[i] = base + 16L * index[i];
    }
  }

  /** Two words per value, the low one first. */
  static void wide(Layout layout, long base, int[] index, int count, long[] low, long[] high) {
    if (layout == Layout.INT128) {
      for (int i = 0; i < count; i++) {
        long value = base + 16L * index[i];
        low[i] = Memory.getLong(value);
        high[i] = Memory.getLong(value + 8);
      }
      return;
    }
    load(layout, base, index, count, low);
    for (int i = 0; i < count; i++) {
      high[i] = low[i] >> 63;
    }
  }

  static long floatWord(float value) {
    // adding +0.0 turns -0.0 into it and changes nothing else
    return !Float.isNaN(value) ? Float.floatToRawIntBits(value + 0.0f) : FLOAT_NAN;
  }

  static long doubleWord(double value) {
    return !Double.isNaN(value) ? Double.doubleToRawLongBits(value + 0.0) : 0x7FF8000000000000L;
  }
}
