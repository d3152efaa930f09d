package org.weft.io.parquet.page;

import org.weft.planner.memory.Memory;

/**
 * Moves densely stored values to their rows. A null row gets the value of the next row that has
 * one, so a value (any) must stand behind the last.
 */
public final class Spread {
  private Spread() {}

  /**
   * @param shift binary logarithm of a value's bytes
   * @param validity a byte per row, 1 for a value and 0 for null
   */
  public static void spread(int shift, long dense, long validity, long to, int rows) {
    switch (shift) {
      case 0 -> spread1(dense, validity, to, rows);
      case 1 -> spread2(dense, validity, to, rows);
      case 2 -> spread4(dense, validity, to, rows);
      case 3 -> spread8(dense, validity, to, rows);
      default -> spread16(dense, validity, to, rows);
    }
  }

  private static void spread1(long dense, long validity, long to, int rows) {
    long from = dense;
    for (int i = 0; i < rows; i++) {
      Memory.putByte(to + i, Memory.getByte(from));
      from += Memory.getByte(validity + i);
    }
  }

  private static void spread2(long dense, long validity, long to, int rows) {
    long from = dense;
    for (int i = 0; i < rows; i++) {
      Memory.putShort(to + 2L * i, Memory.getShort(from));
      from += (long) Memory.getByte(validity + i) << 1;
    }
  }

  private static void spread4(long dense, long validity, long to, int rows) {
    long from = dense;
    for (int i = 0; i < rows; i++) {
      Memory.putInt(to + 4L * i, Memory.getInt(from));
      from += (long) Memory.getByte(validity + i) << 2;
    }
  }

  private static void spread8(long dense, long validity, long to, int rows) {
    long from = dense;
    for (int i = 0; i < rows; i++) {
      Memory.putLong(to + 8L * i, Memory.getLong(from));
      from += (long) Memory.getByte(validity + i) << 3;
    }
  }

  private static void spread16(long dense, long validity, long to, int rows) {
    long from = dense;
    for (int i = 0; i < rows; i++) {
      Memory.putLong(to + 16L * i, Memory.getLong(from));
      Memory.putLong(to + 16L * i + 8, Memory.getLong(from + 8));
      from += (long) Memory.getByte(validity + i) << 4;
    }
  }
}
