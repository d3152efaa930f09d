package org.weft.container.hash;

import org.weft.planner.memory.Memory;
import org.weft.planner.vector.Batch;
import org.weft.planner.vector.Layout;
import org.weft.planner.vector.Vector;

/**
 * A column of some rows as a base address and an index per row: the row number if the vector is
 * flat, the id if it is a dictionary's, 0 if it is constant. For one thread; pointed anew per
 * batch.
 */
public final class ColumnIndex {
  private final int[] ids = new int[Batch.CAPACITY];
  private Layout layout;
  private long base;
  private int[] index;

  /** Points at a vector's values for the first {@code count} of these rows. */
  public void point(Vector vector, int[] rows, int count) {
    layout = vector.layout();
    switch (vector.encoding()) {
      case FLAT -> {
        base = vector.data();
        index = rows;
      }
      case CONSTANT -> {
        base = vector.data();
        index = RowNumbers.zeros();
      }
      case DICTIONARY -> {
        base = vector.dictionary().data();
        index = ids;
        gatherIds(vector.data(), rows, count, ids);
      }
    }
  }

  public Layout layout() {
    return layout;
  }

  public long base() {
    return base;
  }

  /** The n-th of the rows has its value at this index. Not to be changed. */
  public int[] index() {
    return index;
  }

  private static void gatherIds(long data, int[] rows, int count, int[] out) {
    for (int i = 0; i < count; i++) {
      out[i] = Memory.getInt(data + 4L * rows[i]);
    }
  }

  /**
   * Marks null rows with 1 and others with 0.
   *
   * @return how many are null
   */
  public static int nulls(Vector vector, int[] rows, int count, byte[] out) {
    if (!vector.mayHaveNulls()) {
      java.util.Arrays.fill(out, 0, count, (byte) 0);
      return 0;
    }
    if (vector.encoding() == Vector.Encoding.CONSTANT) {
      byte isNull = (byte) (1 - Memory.getByte(vector.validity()));
      java.util.Arrays.fill(out, 0, count, isNull);
      return isNull * count;
    }
    return gatherNulls(vector.validity(), rows, count, out);
  }

  /**
   * Lists those of the rows whose value is not null.
   *
   * @param out may be {@code rows}
   * @return how many there are
   */
  public static int notNull(Vector vector, int[] rows, int count, int[] out) {
    if (vector.encoding() == Vector.Encoding.CONSTANT) {
      if (vector.mayHaveNulls() && Memory.getByte(vector.validity()) == 0) {
        return 0;
      }
      System.arraycopy(rows, 0, out, 0, count);
      return count;
    }
    return listValid(vector.validity(), rows, count, out);
  }

  private static int listValid(long validity, int[] rows, int count, int[] out) {
    int found = 0;
    for (int i = 0; i < count; i++) {
      int row = rows[i];
      out[found] = row;
      found += Memory.getByte(validity + row);
    }
    return found;
  }

  private static int gatherNulls(long validity, int[] rows, int count, byte[] out) {
    int found = 0;
    for (int i = 0; i < count; i++) {
      int isNull = 1 - Memory.getByte(validity + rows[i]);
      out[i] = (byte) isNull;
      found += isNull;
    }
    return found;
  }
}
