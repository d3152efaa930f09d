package org.weft.shuffle.partition;

import org.weft.planner.memory.Memory;
import org.weft.planner.vector.Layout;
import org.weft.planner.vector.Views;

/**
 * The loops of {@link RowHasher}: {@code out[i]} becomes the hash of the value at {@code index[i]}.
 *
 * <p>Equal values have equal hashes across layouts: integers of all widths and decimals that fit 64
 * bits hash as their 64-bit value, floats as their double.
 */
final class HashKernels {
  /** What a null hashes to: any number will do. */
  static final long NULL = 0x6E756C6C6E756C6CL;

  private static final long GOLDEN = 0x9E3779B97F4A7C15L;
  private static final long STEP = 0xE7037ED1A0B428DBL;

  private HashKernels() {}

  static void hash(Layout layout, long data, int[] index, int n, long[] out) {
    switch (layout) {
      case BOOL8, INT8 -> hash8(data, index, n, out);
      case INT16 -> hash16(data, index, n, out);
      case INT32 -> hash32(data, index, n, out);
      case INT64 -> hash64(data, index, n, out);
      case INT128 -> hash128(data, index, n, out);
      case FLOAT32 -> hashFloat(data, index, n, out);
      case FLOAT64 -> hashDouble(data, index, n, out);
      case VIEW -> hashView(data, index, n, out);
    }
  }

  private static void hash8(long data, int[] index, int n, long[] out) {
    for (int i = 0; i < n; i++) {
      out[i] = mix(Memory.getByte(data + index[i]));
    }
  }

  private static void hash16(long data, int[] index, int n, long[] out) {
    for (int i = 0; i < n; i++) {
      out[i] = mix(Memory.getShort(data + 2L * index[i]));
    }
  }

  private static void hash32(long data, int[] index, int n, long[] out) {
    for (int i = 0; i < n; i++) {
      out[i] = mix(Memory.getInt(data + 4L * index[i]));
    }
  }

  private static void hash64(long data, int[] index, int n, long[] out) {
    for (int i = 0; i < n; i++) {
      out[i] = mix(Memory.getLong(data + 8L * index[i]));
    }
  }

  private static void hash128(long data, int[] index, int n, long[] out) {
    for (int i = 0; i < n; i++) {
      long low = Memory.getLong(data + 16L * index[i]);
      long high = Memory.getLong(data + 16L * index[i] + 8);
      // a value that fits 64 bits must hash as it does in the INT64 layout
      out[i] = high == low >> 63 ? mix(low) : mix(low ^ mix(high ^ STEP));
    }
  }

  private static void hashFloat(long data, int[] index, int n, long[] out) {
    for (int i = 0; i < n; i++) {
      out[i] = hash(Memory.getFloat(data + 4L * index[i]));
    }
  }

  private static void hashDouble(long data, int[] index, int n, long[] out) {
    for (int i = 0; i < n; i++) {
      out[i] = hash(Memory.getDouble(data + 8L * index[i]));
    }
  }

  private static void hashView(long data, int[] index, int n, long[] out) {
    for (int i = 0; i < n; i++) {
      long view = data + 16L * index[i];
      out[i] = hash(Views.bytes(view), Views.length(view));
    }
  }

  /** As {@link #hashView}, but what lies at a null row must not be followed. */
  static void hashNullableView(SelectedValues values, int n, long[] out) {
    long data = values.data();
    int[] index = values.index();
    long validity = values.validity();
    int[] validityIndex = values.validityIndex();
    for (int i = 0; i < n; i++) {
      if (Memory.getByte(validity + validityIndex[i]) == 0) {
        out[i] = NULL;
      } else {
        long view = data + 16L * index[i];
        out[i] = hash(Views.bytes(view), Views.length(view));
      }
    }
  }

  /** Puts {@link #NULL} where the validity byte is 0. */
  static void nulls(long validity, int[] validityIndex, int n, long[] out) {
    for (int i = 0; i < n; i++) {
      if (Memory.getByte(validity + validityIndex[i]) == 0) {
        out[i] = NULL;
      }
    }
  }

  static void lookUp(long[] entries, int[] ids, int n, long[] out) {
    for (int i = 0; i < n; i++) {
      out[i] = entries[ids[i]];
    }
  }

  /** {@code all[i]} becomes a hash of what it was and of {@code next[i]}, in this order. */
  static void combine(long[] all, long[] next, int n) {
    for (int i = 0; i < n; i++) {
      all[i] = mix(all[i] * GOLDEN + next[i]);
    }
  }

  private static long hash(double value) {
    // zeros of both signs are equal and so are all NaNs
    return mix(Double.doubleToLongBits(value == 0 ? 0.0 : value));
  }

  private static long hash(long bytes, int length) {
    long h = length * GOLDEN;
    int i = 0;
    for (; i + 8 <= length; i += 8) {
      h = fold(h ^ Memory.getLong(bytes + i));
    }
    int rest = length - i;
    if (rest > 0) {
      h = fold(h ^ (Memory.getLong(bytes + i) & ((1L << (8 * rest)) - 1)));
    }
    return mix(h);
  }

  private static long fold(long x) {
    return Math.multiplyHigh(x, STEP) ^ (x * STEP);
  }

  /** A bijection that spreads every bit over all (Stafford's variant 13 of a MurmurHash step). */
  private static long mix(long x) {
    x = (x ^ (x >>> 30)) * 0xBF58476D1CE4E5B9L;
    x = (x ^ (x >>> 27)) * 0x94D049BB133111EBL;
    return x ^ (x >>> 31);
  }
}
