package org.weft.container.hash;

import org.weft.planner.memory.Memory;
import org.weft.planner.vector.Batch;
import org.weft.planner.vector.Dictionary;
import org.weft.planner.vector.Layout;
import org.weft.planner.vector.Vector;

/** Writes values of a column into fields of stored rows, in their canonical layout. One thread. */
public final class RowScatter {
  private final ColumnIndex source = new ColumnIndex();
  private final byte[] nulls = new byte[Batch.CAPACITY];

  /**
   * Writes the values in {@code rows} to the fields at {@code offset} of the rows at {@code to}; a
   * null's field is undefined.
   *
   * @param copies for text that is to be kept; null to show it where it lies
   */
  public void values(
      Vector vector,
      int[] rows,
      int count,
      Layout canonical,
      long[] to,
      int offset,
      TextCopies copies) {
    source.point(vector, rows, count);
    if (canonical == Layout.VIEW) {
      text(vector, rows, count, to, offset, copies);
    } else if (canonical == Layout.INT128 && source.layout() == Layout.INT64) {
      extended(source.base(), source.index(), count, to, offset);
    } else {
      fixed(source.layout(), source.base(), source.index(), count, to, offset);
    }
  }

  /**
   * Writes 1 into a byte of the rows that have a value and 0 into that of others.
   *
   * @return true if there is a null
   */
  public boolean validity(Vector vector, int[] rows, int count, long[] to, int offset) {
    boolean found = ColumnIndex.nulls(vector, rows, count, nulls) > 0;
    for (int i = 0; i < count; i++) {
      Memory.putByte(to[i] + offset, (byte) (1 - nulls[i]));
    }
    return found;
  }

  private void text(
      Vector vector, int[] rows, int count, long[] to, int offset, TextCopies copies) {
    boolean hasNulls = ColumnIndex.nulls(vector, rows, count, nulls) > 0;
    Dictionary dictionary = vector.dictionary();
    boolean entries = copies != null && copies.use(dictionary);
    int[] index = source.index();
    for (int i = 0; i < count; i++) {
      if (hasNulls && nulls[i] != 0) {
        continue;
      }
      long view = source.base() + 16L * index[i];
      if (copies == null) {
        Memory.putLong(to[i] + offset, Memory.getLong(view));
        Memory.putLong(to[i] + offset + 8, Memory.getLong(view + 8));
      } else if (entries) {
        copies.putEntry(to[i] + offset, index[i], view);
      } else {
        copies.put(to[i] + offset, view);
      }
    }
  }

  private static void extended(long base, int[] index, int count, long[] to, int offset) {
    for (int i = 0; i < count; i++) {
      long value = Memory.getLong(base + 8L * index[i]);
      Memory.putLong(to[i] + offset, value);
      Memory.putLong(to[i] + offset + 8, value >> 63);
    }
  }

  private static void fixed(
      Layout layout, long base, int[] index, int count, long[] to, int offset) {
    switch (layout.width()) {
      case 1 -> {
        for (int i = 0; i < count; i++) {
          Memory.putByte(to[i] + offset, Memory.getByte(base + index[i]));
        }
      }
      case 2 -> {
        for (int i = 0; i < count; i++) {
          Memory.putShort(to[i] + offset, Memory.getShort(base + 2L * index[i]));
        }
      }
      case 4 -> ints(base, index, count, to, offset);
      case 8 -> longs(base, index, count, to, offset);
      default -> {
        for (int i = 0; i < count; i++) {
          Memory.putLong(to[i] + offset, Memory.getLong(base + 16L * index[i]));
          Memory.putLong(to[i] + offset + 8, Memory.getLong(base + 16L * index[i] + 8));
        }
      }
    }
  }

  private static void ints(long base, int[] index, int count, long[] to, int offset) {
    for (int i = 0; i < count; i++) {
      Memory.putInt(to[i] + offset, Memory.getInt(base + 4L * index[i]));
    }
  }

  private static void longs(long base, int[] index, int count, long[] to, int offset) {
    for (int i = 0; i < count; i++) {
      Memory.putLong(to[i] + offset, Memory.getLong(base + 8L * index[i]));
    }
  }
}
