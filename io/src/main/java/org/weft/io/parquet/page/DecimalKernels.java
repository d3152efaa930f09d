package org.weft.io.parquet.page;

import org.weft.planner.memory.Memory;
import org.weft.planner.vector.Views;

/** Loops that turn big-endian two's complement numbers into ours. All say whether all fitted. */
final class DecimalKernels {
  private DecimalKernels() {}

  static boolean fixedToInt64(long from, int width, long to, int count) {
    if (width > 8) {
      boolean fits = true;
      for (int i = 0; i < count; i++) {
        fits &= wideToInt64(from + (long) width * i, width, to + 8L * i);
      }
      return fits;
    }
    int shift = 64 - 8 * width;
    for (int i = 0; i < count; i++) {
      long bytes = Memory.getLong(from + (long) width * i);
      Memory.putLong(to + 8L * i, Long.reverseBytes(bytes) >> shift);
    }
    return true;
  }

  static boolean fixedToInt128(long from, int width, long to, int count) {
    boolean fits = true;
    for (int i = 0; i < count; i++) {
      fits &= toInt128(from + (long) width * i, width, to + 16L * i);
    }
    return fits;
  }

  static boolean viewsToInt64(long views, long to, int count) {
    boolean fits = true;
    for (int i = 0; i < count; i++) {
      long bytes = Views.bytes(views + 16L * i);
      int length = Views.length(views + 16L * i);
      if (length > 8) {
        fits &= wideToInt64(bytes, length, to + 8L * i);
      } else {
        fits &= length > 0;
        long value =
            length == 0 ? 0 : Long.reverseBytes(Memory.getLong(bytes)) >> (64 - 8 * length);
        Memory.putLong(to + 8L * i, value);
      }
    }
    return fits;
  }

  static boolean viewsToInt128(long views, long to, int count) {
    boolean fits = true;
    for (int i = 0; i < count; i++) {
      int length = Views.length(views + 16L * i);
      fits &= length > 0 && toInt128(Views.bytes(views + 16L * i), length, to + 16L * i);
    }
    return fits;
  }

  /** More than eight bytes, of which all but the last eight must repeat the sign. */
  private static boolean wideToInt64(long from, int width, long to) {
    long value = Long.reverseBytes(Memory.getLong(from + width - 8));
    Memory.putLong(to, value);
    return repeatsSign(from, width - 8, value);
  }

  private static boolean toInt128(long from, int width, long to) {
    if (width <= 8) {
      long value = Long.reverseBytes(Memory.getLong(from)) >> (64 - 8 * width);
      Memory.putLong(to, value);
      Memory.putLong(to + 8, value >> 63);
      return true;
    }
    Memory.putLong(to, Long.reverseBytes(Memory.getLong(from + width - 8)));
    if (width <= 16) {
      Memory.putLong(to + 8, Long.reverseBytes(Memory.getLong(from)) >> (128 - 8 * width));
      return true;
    }
    long high = Long.reverseBytes(Memory.getLong(from + width - 16));
    Memory.putLong(to + 8, high);
    return repeatsSign(from, width - 16, high);
  }

  private static boolean repeatsSign(long from, int bytes, long value) {
    byte sign = (byte) (value >> 63);
    for (int i = 0; i < bytes; i++) {
      if (Memory.getByte(from + i) != sign) {
        return false;
      }
    }
    return true;
  }
}
