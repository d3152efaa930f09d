package org.weft.planner.vector;

import org.weft.planner.memory.Memory;

/**
 * Copies the values of selected rows next to each other, whatever the encoding. The loops are
 * static methods over addresses; null rows copy whatever lies there.
 */
public final class Gather {
  private Gather() {}

  /**
   * Copies {@code count} values in the vector's own layout.
   *
   * @param selection the rows, or null for rows {@code from}, {@code from + 1}, …
   * @param from index of the first element of the selection
   */
  public static void values(Vector vector, int[] selection, int from, int count, long to) {
    int shift = vector.layout().shift();
    long data = vector.data();
    switch (vector.encoding()) {
      case FLAT -> flat(data, shift, selection, from, count, to);
      case CONSTANT -> repeat(data, shift, count, to);
      case DICTIONARY -> lookUp(vector, shift, selection, from, count, to);
    }
  }

  /** Copies values into sixteen bytes each, from either layout of a decimal. */
  public static void wide(Vector vector, int[] selection, int from, int count, long to) {
    if (vector.layout() == Layout.INT128) {
      values(vector, selection, from, count, to);
      return;
    }
    // into the upper half first: widening from the front then never overtakes itself
    long narrow = to + 8L * count;
    values(vector, selection, from, count, narrow);
    for (int i = 0; i < count; i++) {
      long value = Memory.getLong(narrow + 8L * i);
      Memory.putLong(to + 16L * i, value);
      Memory.putLong(to + 16L * i + 8, value >> 63);
    }
  }

  /**
   * Copies one byte of validity per row.
   *
   * @return how many rows are null
   */
  public static int validity(Vector vector, int[] selection, int from, int count, long to) {
    long validity = vector.validity();
    if (validity == 0) {
      Memory.fill(to, count, (byte) 1);
      return 0;
    }
    if (vector.encoding() == Vector.Encoding.CONSTANT) {
      byte valid = Memory.getByte(validity);
      Memory.fill(to, count, valid);
      return valid == 0 ? count : 0;
    }
    flat(validity, 0, selection, from, count, to);
    int valid = 0;
    for (int i = 0; i < count; i++) {
      valid += Memory.getByte(to + i);
    }
    return count - valid;
  }

  /**
   * Turns the lowest bit of one byte per row into one bit per row; the last byte's rest is 0. Other
   * bits do not count: what lies at a null row is undefined.
   */
  public static void packBits(long bytes, int count, long bits) {
    int whole = count >>> 3;
    for (int i = 0; i < whole; i++) {
      // gathers the lowest bit of eight bytes in the top byte of the product
      long lowest = Memory.getLong(bytes + 8L * i) & 0x0101010101010101L;
      long packed = (lowest * 0x0102040810204080L) >>> 56;
      Memory.putByte(bits + i, (byte) packed);
    }
    int rest = 0;
    for (int i = whole << 3; i < count; i++) {
      rest |= (Memory.getByte(bytes + i) & 1) << (i & 7);
    }
    if ((count & 7) != 0) {
      Memory.putByte(bits + whole, (byte) rest);
    }
  }

  private static void flat(long data, int shift, int[] selection, int from, int count, long to) {
    if (selection == null) {
      Memory.copy(data + ((long) from << shift), to, (long) count << shift);
      return;
    }
    switch (shift) {
      case 0 -> flat1(data, selection, from, count, to);
      case 1 -> flat2(data, selection, from, count, to);
      case 2 -> flat4(data, selection, from, count, to);
      case 3 -> flat8(data, selection, from, count, to);
      default -> flat16(data, selection, from, count, to);
    }
  }

  private static void flat1(long data, int[] selection, int from, int count, long to) {
    for (int i = 0; i < count; i++) {
      Memory.putByte(to + i, Memory.getByte(data + selection[from + i]));
    }
  }

  private static void flat2(long data, int[] selection, int from, int count, long to) {
    for (int i = 0; i < count; i++) {
      Memory.putShort(to + 2L * i, Memory.getShort(data + 2L * selection[from + i]));
    }
  }

  private static void flat4(long data, int[] selection, int from, int count, long to) {
    for (int i = 0; i < count; i++) {
      Memory.putInt(to + 4L * i, Memory.getInt(data + 4L * selection[from + i]));
    }
  }

  private static void flat8(long data, int[] selection, int from, int count, long to) {
    for (int i = 0; i < count; i++) {
      Memory.putLong(to + 8L * i, Memory.getLong(data + 8L * selection[from + i]));
    }
  }

  private static void flat16(long data, int[] selection, int from, int count, long to) {
    for (int i = 0; i < count; i++) {
      long at = data + 16L * selection[from + i];
      Memory.putLong(to + 16L * i, Memory.getLong(at));
      Memory.putLong(to + 16L * i + 8, Memory.getLong(at + 8));
    }
  }

  private static void repeat(long data, int shift, int count, long to) {
    for (int i = 0; i < count; i++) {
      copyOne(data, shift, to + ((long) i << shift));
    }
  }

  private static void lookUp(
      Vector vector, int shift, int[] selection, int from, int count, long to) {
    long ids = vector.data();
    long entries = vector.dictionary().data();
    for (int i = 0; i < count; i++) {
      int row = selection == null ? from + i : selection[from + i];
      long entry = entries + ((long) Memory.getInt(ids + 4L * row) << shift);
      copyOne(entry, shift, to + ((long) i << shift));
    }
  }

  private static void copyOne(long from, int shift, long to) {
    switch (shift) {
      case 0 -> Memory.putByte(to, Memory.getByte(from));
      case 1 -> Memory.putShort(to, Memory.getShort(from));
      case 2 -> Memory.putInt(to, Memory.getInt(from));
      case 3 -> Memory.putLong(to, Memory.getLong(from));
      default -> {
        Memory.putLong(to, Memory.getLong(from));
        Memory.putLong(to + 8, Memory.getLong(from + 8));
      }
    }
  }
}
