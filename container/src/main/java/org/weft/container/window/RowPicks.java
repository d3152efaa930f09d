package org.weft.container.window;

import org.weft.planner.memory.Memory;
import org.weft.planner.vector.Layout;

/** Results that are values of other rows: each row says which. */
final class RowPicks {
  /** No row: the result is null. */
  static final int NONE = -1;

  /** The result is null, whatever there is otherwise. */
  static final int NULL = -2;

  private RowPicks() {}

  /**
   * Takes the values.
   *
   * @param from the address of each row's choice, as int32
   */
  static void take(KeptColumn column, long from, int count, ResultColumn results) {
    long out = results.start(column.layout(), count);
    values(column, from, count, out);
    validity(column.validity(), from, count, results.withNulls(count));
  }

  private static void validity(long validity, long from, int count, long out) {
    for (int i = 0; i < count; i++) {
      int row = Memory.getInt(from + 4L * i);
      byte valid = row < 0 ? 0 : validity == 0 ? 1 : Memory.getByte(validity + row);
      Memory.putByte(out + i, valid);
    }
  }

  /** Rows without a choice get what lies in row 0. */
  private static void values(KeptColumn column, long from, int count, long out) {
    long values = column.values();
    switch (column.layout().width()) {
      case 1 -> {
        for (int i = 0; i < count; i++) {
          Memory.putByte(out + i, Memory.getByte(values + row(from, i)));
        }
      }
      case 2 -> {
        for (int i = 0; i < count; i++) {
          Memory.putShort(out + 2L * i, Memory.getShort(values + 2L * row(from, i)));
        }
      }
      case 4 -> {
        for (int i = 0; i < count; i++) {
          Memory.putInt(out + 4L * i, Memory.getInt(values + 4L * row(from, i)));
        }
      }
      case 8 -> {
        for (int i = 0; i < count; i++) {
          Memory.putLong(out + 8L * i, Memory.getLong(values + 8L * row(from, i)));
        }
      }
      default -> {
        for (int i = 0; i < count; i++) {
          long value = values + 16L * row(from, i);
          Memory.putLong(out + 16L * i, Memory.getLong(value));
          Memory.putLong(out + 16L * i + 8, Memory.getLong(value + 8));
        }
      }
    }
  }

  private static int row(long from, int i) {
    return Math.max(0, Memory.getInt(from + 4L * i));
  }

  /** Puts another column's value of the row itself where no row was chosen. */
  static void otherwise(KeptColumn column, long from, int count, ResultColumn results) {
    Layout layout = column.layout();
    long out = results.values();
    long valid = results.withNulls(count);
    for (int i = 0; i < count; i++) {
      if (Memory.getInt(from + 4L * i) == NONE) {
        Memory.copy(
            column.values() + ((long) i << layout.shift()),
            out + ((long) i << layout.shift()),
            layout.width());
        Memory.putByte(valid + i, (byte) (column.isNull(i) ? 0 : 1));
      }
    }
  }
}
