package org.weft.container.expression.kernel;

import org.weft.planner.memory.Memory;

/** Numbers moved from one width to another. */
public final class ConvertLoops {
  private ConvertLoops() {}

  /** INT8 (or BOOL8) to INT64. */
  public static void int8ToInt64(long from, long to, int[] sel, int n) {
    if (sel == null) {
      for (int i = 0; i < n; i++) {
        Memory.putLong(to + 8L * i, Memory.getByte(from + i));
      }
      return;
    }
    for (int k = 0; k < n; k++) {
      int i = sel[k];
      Memory.putLong(to + 8L * i, Memory.getByte(from + i));
    }
  }

  /** INT16 to INT64. */
  public static void int16ToInt64(long from, long to, int[] sel, int n) {
    if (sel == null) {
      for (int i = 0; i < n; i++) {
        Memory.putLong(to + 8L * i, Memory.getShort(from + 2L * i));
      }
      return;
    }
    for (int k = 0; k < n; k++) {
      int i = sel[k];
      Memory.putLong(to + 8L * i, Memory.getShort(from + 2L * i));
    }
  }

  /** INT32 to INT64. */
  public static void int32ToInt64(long from, long to, int[] sel, int n) {
    if (sel == null) {
      for (int i = 0; i < n; i++) {
        Memory.putLong(to + 8L * i, Memory.getInt(from + 4L * i));
      }
      return;
    }
    for (int k = 0; k < n; k++) {
      int i = sel[k];
      Memory.putLong(to + 8L * i, Memory.getInt(from + 4L * i));
    }
  }

  /** FLOAT32 to FLOAT64. */
  public static void float32ToFloat64(long from, long to, int[] sel, int n) {
    if (sel == null) {
      for (int i = 0; i < n; i++) {
        Memory.putDouble(to + 8L * i, Memory.getFloat(from + 4L * i));
      }
      return;
    }
    for (int k = 0; k < n; k++) {
      int i = sel[k];
      Memory.putDouble(to + 8L * i, Memory.getFloat(from + 4L * i));
    }
  }

  /** FLOAT64 to the nearest FLOAT32. */
  public static void float64ToFloat32(long from, long to, int[] sel, int n) {
    if (sel == null) {
      for (int i = 0; i < n; i++) {
        Memory.putFloat(to + 4L * i, (float) Memory.getDouble(from + 8L * i));
      }
      return;
    }
    for (int k = 0; k < n; k++) {
      int i = sel[k];
      Memory.putFloat(to + 4L * i, (float) Memory.getDouble(from + 8L * i));
    }
  }

  /** INT64 to the nearest FLOAT64. */
  public static void int64ToFloat64(long from, long to, int[] sel, int n) {
    if (sel == null) {
      for (int i = 0; i < n; i++) {
        Memory.putDouble(to + 8L * i, Memory.getLong(from + 8L * i));
      }
      return;
    }
    for (int k = 0; k < n; k++) {
      int i = sel[k];
      Memory.putDouble(to + 8L * i, Memory.getLong(from + 8L * i));
    }
  }

  /** FLOAT64 to its {@link SelectLoops#order}. */
  public static void float64ToOrder(long from, long to, int[] sel, int n) {
    if (sel == null) {
      for (int i = 0; i < n; i++) {
        Memory.putLong(to + 8L * i, SelectLoops.order(Memory.getDouble(from + 8L * i)));
      }
      return;
    }
    for (int k = 0; k < n; k++) {
      int i = sel[k];
      Memory.putLong(to + 8L * i, SelectLoops.order(Memory.getDouble(from + 8L * i)));
    }
  }

  /** INT8 to INT128. */
  public static void int8ToInt128(long from, long to, int[] sel, int n) {
    for (int k = 0; k < n; k++) {
      int i = sel == null ? k : sel[k];
      long value = Memory.getByte(from + i);
      Memory.putLong(to + 16L * i, value);
      Memory.putLong(to + 16L * i + 8, value >> 63);
    }
  }

  /** INT16 to INT128. */
  public static void int16ToInt128(long from, long to, int[] sel, int n) {
    for (int k = 0; k < n; k++) {
      int i = sel == null ? k : sel[k];
      long value = Memory.getShort(from + 2L * i);
      Memory.putLong(to + 16L * i, value);
      Memory.putLong(to + 16L * i + 8, value >> 63);
    }
  }

  /** INT32 to INT128. */
  public static void int32ToInt128(long from, long to, int[] sel, int n) {
    for (int k = 0; k < n; k++) {
      int i = sel == null ? k : sel[k];
      long value = Memory.getInt(from + 4L * i);
      Memory.putLong(to + 16L * i, value);
      Memory.putLong(to + 16L * i + 8, value >> 63);
    }
  }

  /** INT64 to INT128. */
  public static void int64ToInt128(long from, long to, int[] sel, int n) {
    for (int k = 0; k < n; k++) {
      int i = sel == null ? k : sel[k];
      long value = Memory.getLong(from + 8L * i);
      Memory.putLong(to + 16L * i, value);
      Memory.putLong(to + 16L * i + 8, value >> 63);
    }
  }

  /**
   * INT128 to INT64.
   *
   * @return not 0 if a value did not fit
   */
  public static long int128ToInt64(long from, long to, int[] sel, int n) {
    long lost = 0;
    for (int k = 0; k < n; k++) {
      int i = sel == null ? k : sel[k];
      long low = Memory.getLong(from + 16L * i);
      Memory.putLong(to + 8L * i, low);
      lost |= (low >> 63) ^ Memory.getLong(from + 16L * i + 8);
    }
    return lost;
  }

  /** INT64 to INT8; the answer is not 0 if a value did not fit. */
  public static long int64ToInt8(long from, long to, int[] sel, int n) {
    long lost = 0;
    if (sel == null) {
      for (int i = 0; i < n; i++) {
        long x = Memory.getLong(from + 8L * i);
        Memory.putByte(to + i, (byte) x);
        lost |= x ^ (byte) x;
      }
      return lost;
    }
    for (int k = 0; k < n; k++) {
      int i = sel[k];
      long x = Memory.getLong(from + 8L * i);
      Memory.putByte(to + i, (byte) x);
      lost |= x ^ (byte) x;
    }
    return lost;
  }

  /** INT64 to INT16; the answer is not 0 if a value did not fit. */
  public static long int64ToInt16(long from, long to, int[] sel, int n) {
    long lost = 0;
    if (sel == null) {
      for (int i = 0; i < n; i++) {
        long x = Memory.getLong(from + 8L * i);
        Memory.putShort(to + 2L * i, (short) x);
        lost |= x ^ (short) x;
      }
      return lost;
    }
    for (int k = 0; k < n; k++) {
      int i = sel[k];
      long x = Memory.getLong(from + 8L * i);
      Memory.putShort(to + 2L * i, (short) x);
      lost |= x ^ (short) x;
    }
    return lost;
  }

  /** INT64 to INT32; the answer is not 0 if a value did not fit. */
  public static long int64ToInt32(long from, long to, int[] sel, int n) {
    long lost = 0;
    if (sel == null) {
      for (int i = 0; i < n; i++) {
        long x = Memory.getLong(from + 8L * i);
        Memory.putInt(to + 4L * i, (int) x);
        lost |= x ^ (int) x;
      }
      return lost;
    }
    for (int k = 0; k < n; k++) {
      int i = sel[k];
      long x = Memory.getLong(from + 8L * i);
      Memory.putInt(to + 4L * i, (int) x);
      lost |= x ^ (int) x;
    }
    return lost;
  }
}
