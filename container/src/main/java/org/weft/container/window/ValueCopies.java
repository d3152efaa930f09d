package org.weft.container.window;

import org.weft.container.hash.ColumnIndex;
import org.weft.container.hash.RowNumbers;
import org.weft.container.hash.TextCopies;
import org.weft.planner.memory.Memory;
import org.weft.planner.vector.Batch;
import org.weft.planner.vector.Layout;
import org.weft.planner.vector.Vector;
import org.weft.planner.vector.Views;

/** Copies columns of batches behind each other in their canonical layout. For one thread. */
final class ValueCopies {
  private final ColumnIndex source = new ColumnIndex();
  private final byte[] nulls = new byte[Batch.CAPACITY];

  /**
   * Copies the validity of some rows: 1 for a value, 0 for null.
   *
   * @return true if there is a null
   */
  boolean validity(Vector vector, int[] rows, int count, long to) {
    if (!vector.mayHaveNulls()) {
      Memory.fill(to, count, (byte) 1);
      return false;
    }
    boolean found = ColumnIndex.nulls(vector, rows, count, nulls) > 0;
    for (int i = 0; i < count; i++) {
      Memory.putByte(to + i, (byte) (1 - nulls[i]));
    }
    return found;
  }

  /**
   * Copies the values of some rows; a null's is undefined, or the empty text.
   *
   * @param validity of the copies
   * @param texts for variable-length values, else null
   */
  void values(
      Vector vector,
      int[] rows,
      int count,
      Layout layout,
      long to,
      long validity,
      TextCopies texts) {
    source.point(vector, rows, count);
    if (layout == Layout.VIEW) {
      texts(vector, count, to, validity, texts);
    } else if (layout == Layout.INT128 && source.layout() == Layout.INT64) {
      extended(source.base(), source.index(), count, to);
    } else if (source.index() == RowNumbers.identity()) {
      Memory.copy(source.base(), to, (long) count << layout.shift());
    } else {
      fixed(source.layout(), source.base(), source.index(), count, to);
    }
  }

  private void texts(Vector vector, int count, long to, long validity, TextCopies copies) {
    boolean entries = copies.use(vector.dictionary());
    int[] index = source.index();
    for (int i = 0; i < count; i++) {
      long field = to + (long) Views.WIDTH * i;
      if (Memory.getByte(validity + i) == 0) {
        Views.put(field, 0, 0);
        continue;
      }
      long view = source.base() + (long) Views.WIDTH * index[i];
      if (entries) {
        copies.putEntry(field, index[i], view);
      } else {
        copies.put(field, view);
      }
    }
  }

  private static void extended(long base, int[] index, int count, long to) {
    for (int i = 0; i < count; i++) {
      long value = Memory.getLong(base + 8L * index[i]);
      Memory.putLong(to + 16L * i, value);
      Memory.putLong(to + 16L * i + 8, value >> 63);
    }
  }

  private static void fixed(Layout layout, long base, int[] index, int count, long to) {
    switch (layout.width()) {
      case 1 -> {
        for (int i = 0; i < count; i++) {
          Memory.putByte(to + i, Memory.getByte(base + index[i]));
        }
      }
      case 2 -> {
        for (int i = 0; i < count; i++) {
          Memory.putShort(to + 2L * i, Memory.getShort(base + 2L * index[i]));
        }
      }
      case 4 -> {
        for (int i = 0; i < count; i++) {
          Memory.putInt(to + 4L * i, Memory.getInt(base + 4L * index[i]));
        }
      }
      case 8 -> {
        for (int i = 0; i < count; i++) {
          Memory.putLong(to + 8L * i, Memory.getLong(base + 8L * index[i]));
        }
      }
      default -> {
        for (int i = 0; i < count; i++) {
          Memory.putLong(to + 16L * i, Memory.getLong(base + 16L * index[i]));
          Memory.putLong(to + 16L * i + 8, Memory.getLong(base + 16L * index[i] + 8));
        }
      }
    }
  }
}
