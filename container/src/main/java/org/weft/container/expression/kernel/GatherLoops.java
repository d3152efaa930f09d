package org.weft.container.expression.kernel;

import org.weft.planner.memory.Memory;

/** Values behind dictionary ids, laid out flat. */
public final class GatherLoops {
  private GatherLoops() {}

  /** Entries of one byte. */
  public static void bytes1(long ids, long entries, long to, int[] sel, int n) {
    if (sel == null) {
      for (int i = 0; i < n; i++) {
        Memory.putByte(to + i, Memory.getByte(entries + Memory.getInt(ids + 4L * i)));
      }
      return;
    }
    for (int k = 0; k < n; k++) {
      int i = sel[k];
      Memory.putByte(to + i, Memory.getByte(entries + Memory.getInt(ids + 4L * i)));
    }
  }

  /** Entries of two bytes. */
  public static void bytes2(long ids, long entries, long to, int[] sel, int n) {
    if (sel == null) {
      for (int i = 0; i < n; i++) {
        Memory.putShort(to + 2L * i, Memory.getShort(entries + 2L * Memory.getInt(ids + 4L * i)));
      }
      return;
    }
    for (int k = 0; k < n; k++) {
      int i = sel[k];
      Memory.putShort(to + 2L * i, Memory.getShort(entries + 2L * Memory.getInt(ids + 4L * i)));
    }
  }

  /** Entries of four bytes. */
  public static void bytes4(long ids, long entries, long to, int[] sel, int n) {
    if (sel == null) {
      for (int i = 0; i < n; i++) {
        Memory.putInt(to + 4L * i, Memory.getInt(entries + 4L * Memory.getInt(ids + 4L * i)));
      }
      return;
    }
    for (int k = 0; k < n; k++) {
      int i = sel[k];
      Memory.putInt(to + 4L * i, Memory.getInt(entries + 4L * Memory.getInt(ids + 4L * i)));
    }
  }

  /** Entries of eight bytes. */
  public static void bytes8(long ids, long entries, long to, int[] sel, int n) {
    if (sel == null) {
      for (int i = 0; i < n; i++) {
        Memory.putLong(to + 8L * i, Memory.getLong(entries + 8L * Memory.getInt(ids + 4L * i)));
      }
      return;
    }
    for (int k = 0; k < n; k++) {
      int i = sel[k];
      Memory.putLong(to + 8L * i, Memory.getLong(entries + 8L * Memory.getInt(ids + 4L * i)));
    }
  }

  /** Entries of sixteen bytes. */
  public static void bytes16(long ids, long entries, long to, int[] sel, int n) {
    for (int k = 0; k < n; k++) {
      int i = sel == null ? k : sel[k];
      long from = entries + 16L * Memory.getInt(ids + 4L * i);
      Memory.putLong(to + 16L * i, Memory.getLong(from));
      Memory.putLong(to + 16L * i + 8, Memory.getLong(from + 8));
    }
  }

  /** INT8 entries as INT64. */
  public static void int8ToInt64(long ids, long entries, long to, int[] sel, int n) {
    if (sel == null) {
      for (int i = 0; i < n; i++) {
        Memory.putLong(to + 8L * i, Memory.getByte(entries + Memory.getInt(ids + 4L * i)));
      }
      return;
    }
    for (int k = 0; k < n; k++) {
      int i = sel[k];
      Memory.putLong(to + 8L * i, Memory.getByte(entries + Memory.getInt(ids + 4L * i)));
    }
  }

  /** INT16 entries as INT64. */
  public static void int16ToInt64(long ids, long entries, long to, int[] sel, int n) {
    if (sel == null) {
      for (int i = 0; i < n; i++) {
        Memory.putLong(to + 8L * i, Memory.getShort(entries + 2L * Memory.getInt(ids + 4L * i)));
      }
      return;
    }
    for (int k = 0; k < n; k++) {
      int i = sel[k];
      Memory.putLong(to + 8L * i, Memory.getShort(entries + 2L * Memory.getInt(ids + 4L * i)));
    }
  }

  /** INT32 entries as INT64. */
  public static void int32ToInt64(long ids, long entries, long to, int[] sel, int n) {
    if (sel == null) {
      for (int i = 0; i < n; i++) {
        Memory.putLong(to + 8L * i, Memory.getInt(entries + 4L * Memory.getInt(ids + 4L * i)));
      }
      return;
    }
    for (int k = 0; k < n; k++) {
      int i = sel[k];
      Memory.putLong(to + 8L * i, Memory.getInt(entries + 4L * Memory.getInt(ids + 4L * i)));
    }
  }

  /** FLOAT32 entries as FLOAT64. */
  public static void float32ToFloat64(long ids, long entries, long to, int[] sel, int n) {
    if (sel == null) {
      for (int i = 0; i < n; i++) {
        Memory.putDouble(to + 8L * i, Memory.getFloat(entries + 4L * Memory.getInt(ids + 4L * i)));
      }
      return;
    }
    for (int k = 0; k < n; k++) {
      int i = sel[k];
      Memory.putDouble(to + 8L * i, Memory.getFloat(entries + 4L * Memory.getInt(ids + 4L * i)));
    }
  }

  /** INT8 to INT128. */
  public static void int8ToInt128(long ids, long entries, long to, int[] sel, int n) {
    for (int k = 0; k < n; k++) {
      int i = sel == null ? k : sel[k];
      long value = Memory.getByte(entries + Memory.getInt(ids + 4L * i));
      Memory.putLong(to + 16L * i, value);
      Memory.putLong(to + 16L * i + 8, value >> 63);
    }
  }

  /** INT16 to INT128. */
  public static void int16ToInt128(long ids, long entries, long to, int[] sel, int n) {
    for (int k = 0; k < n; k++) {
      int i = sel == null ? k : sel[k];
      long value = Memory.getShort(entries + 2L * Memory.getInt(ids + 4L * i));
      Memory.putLong(to + 16L * i, value);
      Memory.putLong(to + 16L * i + 8, value >> 63);
    }
  }

  /** INT32 to INT128. */
  public static void int32ToInt128(long ids, long entries, long to, int[] sel, int n) {
    for (int k = 0; k < n; k++) {
      int i = sel == null ? k : sel[k];
      long value = Memory.getInt(entries + 4L * Memory.getInt(ids + 4L * i));
      Memory.putLong(to + 16L * i, value);
      Memory.putLong(to + 16L * i + 8, value >> 63);
    }
  }

  /** INT64 entries as INT128. */
  public static void int64ToInt128(long ids, long entries, long to, int[] sel, int n) {
    for (int k = 0; k < n; k++) {
      int i = sel == null ? k : sel[k];
      long value = Memory.getLong(entries + 8L * Memory.getInt(ids + 4L * i));
      Memory.putLong(to + 16L * i, value);
      Memory.putLong(to + 16L * i + 8, value >> 63);
    }
  }
}
