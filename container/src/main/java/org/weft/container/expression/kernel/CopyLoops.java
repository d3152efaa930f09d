package org.weft.container.expression.kernel;

import org.weft.planner.memory.Memory;

/** Values put where they belong, row by row. */
public final class CopyLoops {
  private CopyLoops() {}

  /** Copies values of 1 byte to the same rows. */
  public static void bytes1(long from, long to, int[] sel, int n) {
    if (sel == null) {
      Memory.copy(from, to, 1L * n);
      return;
    }
    for (int k = 0; k < n; k++) {
      int i = sel[k];
      Memory.putByte(to + i, Memory.getByte(from + i));
    }
  }

  /** Copies values of 2 bytes to the same rows. */
  public static void bytes2(long from, long to, int[] sel, int n) {
    if (sel == null) {
      Memory.copy(from, to, 2L * n);
      return;
    }
    for (int k = 0; k < n; k++) {
      int i = sel[k];
      Memory.putShort(to + 2L * i, Memory.getShort(from + 2L * i));
    }
  }

  /** Copies values of 4 bytes to the same rows. */
  public static void bytes4(long from, long to, int[] sel, int n) {
    if (sel == null) {
      Memory.copy(from, to, 4L * n);
      return;
    }
    for (int k = 0; k < n; k++) {
      int i = sel[k];
      Memory.putInt(to + 4L * i, Memory.getInt(from + 4L * i));
    }
  }

  /** Copies values of 8 bytes to the same rows. */
  public static void bytes8(long from, long to, int[] sel, int n) {
    if (sel == null) {
      Memory.copy(from, to, 8L * n);
      return;
    }
    for (int k = 0; k < n; k++) {
      int i = sel[k];
      Memory.putLong(to + 8L * i, Memory.getLong(from + 8L * i));
    }
  }

  /** Copies values of 16 bytes to the same rows. */
  public static void bytes16(long from, long to, int[] sel, int n) {
    if (sel == null) {
      Memory.copy(from, to, 16L * n);
      return;
    }
    for (int k = 0; k < n; k++) {
      long offset = 16L * sel[k];
      Memory.putLong(to + offset, Memory.getLong(from + offset));
      Memory.putLong(to + offset + 8, Memory.getLong(from + offset + 8));
    }
  }

  /** Writes one value of 1 byte to all rows. */
  public static void fill1(long from, long to, int[] sel, int n) {
    byte value = Memory.getByte(from);
    for (int k = 0; k < n; k++) {
      Memory.putByte(to + (sel == null ? k : sel[k]), value);
    }
  }

  /** Writes one value of 2 bytes to all rows. */
  public static void fill2(long from, long to, int[] sel, int n) {
    short value = Memory.getShort(from);
    for (int k = 0; k < n; k++) {
      Memory.putShort(to + 2L * (sel == null ? k : sel[k]), value);
    }
  }

  /** Writes one value of 4 bytes to all rows. */
  public static void fill4(long from, long to, int[] sel, int n) {
    int value = Memory.getInt(from);
    for (int k = 0; k < n; k++) {
      Memory.putInt(to + 4L * (sel == null ? k : sel[k]), value);
    }
  }

  /** Writes one value of 8 bytes to all rows. */
  public static void fill8(long from, long to, int[] sel, int n) {
    long value = Memory.getLong(from);
    for (int k = 0; k < n; k++) {
      Memory.putLong(to + 8L * (sel == null ? k : sel[k]), value);
    }
  }

  /** Writes one value of 16 bytes to all rows. */
  public static void fill16(long from, long to, int[] sel, int n) {
    long low = Memory.getLong(from);
    long high = Memory.getLong(from + 8);
    for (int k = 0; k < n; k++) {
      long offset = 16L * (sel == null ? k : sel[k]);
      Memory.putLong(to + offset, low);
      Memory.putLong(to + offset + 8, high);
    }
  }
}
