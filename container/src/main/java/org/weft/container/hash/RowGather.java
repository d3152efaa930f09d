package org.weft.container.hash;

import org.weft.planner.memory.Memory;
import org.weft.planner.vector.Layout;

/**
 * Loops that read fields of stored rows into columns: position {@code p} of the column gets the
 * field of the row at {@code at[p]}, for the listed positions.
 */
public final class RowGather {
  private RowGather() {}

  /** Copies values of a layout. */
  public static void values(
      Layout layout, long[] at, int[] positions, int count, int offset, long out) {
    switch (layout.width()) {
      case 1 -> bytes(at, positions, count, offset, out);
      case 2 -> shorts(at, positions, count, offset, out);
      case 4 -> ints(at, positions, count, offset, out);
      case 8 -> longs(at, positions, count, offset, out);
      default -> pairs(at, positions, count, offset, out);
    }
  }

  private static void bytes(long[] at, int[] positions, int count, int offset, long out) {
    for (int i = 0; i < count; i++) {
      int p = positions[i];
      Memory.putByte(out + p, Memory.getByte(at[p] + offset));
    }
  }

  private static void shorts(long[] at, int[] positions, int count, int offset, long out) {
    for (int i = 0; i < count; i++) {
      int p = positions[i];
      Memory.putShort(out + 2L * p, Memory.getShort(at[p] + offset));
    }
  }

  private static void ints(long[] at, int[] positions, int count, int offset, long out) {
    for (int i = 0; i < count; i++) {
      int p = positions[i];
      Memory.putInt(out + 4L * p, Memory.getInt(at[p] + offset));
    }
  }

  private static void longs(long[] at, int[] positions, int count, int offset, long out) {
    for (int i = 0; i < count; i++) {
      int p = positions[i];
      Memory.putLong(out + 8L * p, Memory.getLong(at[p] + offset));
    }
  }

  private static void pairs(long[] at, int[] positions, int count, int offset, long out) {
    for (int i = 0; i < count; i++) {
      int p = positions[i];
      long field = at[p] + offset;
      Memory.putLong(out + 16L * p, Memory.getLong(field));
      Memory.putLong(out + 16L * p + 8, Memory.getLong(field + 8));
    }
  }

  /**
   * Writes the validity of keys: 1 where a bit of the row's mask is 0.
   *
   * @return true if there is a null
   */
  public static boolean maskValidity(
      long[] at, int[] positions, int count, int maskOffset, int bit, long out) {
    int valid = 0;
    for (int i = 0; i < count; i++) {
      int p = positions[i];
      int one = ~(Memory.getInt(at[p] + maskOffset) >>> bit) & 1;
      Memory.putByte(out + p, (byte) one);
      valid += one;
    }
    return valid < count;
  }

  /**
   * Writes the validity of fields from a byte of the row, 1 for a value.
   *
   * @return true if there is a null
   */
  public static boolean byteValidity(long[] at, int[] positions, int count, int offset, long out) {
    int valid = 0;
    for (int i = 0; i < count; i++) {
      int p = positions[i];
      byte one = Memory.getByte(at[p] + offset);
      Memory.putByte(out + p, one);
      valid += one;
    }
    return valid < count;
  }
}
