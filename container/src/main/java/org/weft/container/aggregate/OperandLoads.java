package org.weft.container.aggregate;

import org.weft.container.hash.ColumnIndex;
import org.weft.planner.memory.Memory;
import org.weft.planner.vector.Layout;

/**
 * Loops that bring column values into the form of an operand: row {@code rows[i]} of the output.
 */
final class OperandLoads {
  private static final long NAN_ORDER = order(Double.NaN);

  private OperandLoads() {}

  static void load(OperandForm form, ColumnIndex source, int[] rows, int count, long out) {
    Layout layout = source.layout();
    long base = source.base();
    int[] index = source.index();
    switch (form) {
      case SUMMAND -> {
        if (layout == Layout.INT128) {
          pairs(base, index, rows, count, out);
        } else {
          words(layout, base, index, rows, count, out);
        }
      }
      case REAL -> reals(layout, base, index, rows, count, out);
      case ORDERED -> {
        if (layout == Layout.FLOAT32 || layout == Layout.FLOAT64) {
          orders(layout, base, index, rows, count, out);
        } else {
          words(layout, base, index, rows, count, out);
        }
      }
      case RAW -> words(layout, base, index, rows, count, out);
      case WIDE -> {
        if (layout == Layout.INT128) {
          pairs(base, index, rows, count, out);
        } else {
          extended(layout, base, index, rows, count, out);
        }
      }
      case TEXT -> pairs(base, index, rows, count, out);
      case PRESENCE -> throw new IllegalArgumentException("nothing to load");
    }
  }

  private static void words(
      Layout layout, long base, int[] index, int[] rows, int count, long out) {
    switch (layout) {
      case BOOL8, INT8 -> {
        for (int i = 0; i < count; i++) {
          Memory.putLong(out + 8L * rows[i], Memory.getByte(base + index[i]));
        }
      }
      case INT16 -> {
        for (int i = 0; i < count; i++) {
          Memory.putLong(out + 8L * rows[i], Memory.getShort(base + 2L * index[i]));
        }
      }
      case INT32, FLOAT32 -> {
        for (int i = 0; i < count; i++) {
          Memory.putLong(out + 8L * rows[i], Memory.getInt(base + 4L * index[i]));
        }
      }
      case INT64, FLOAT64 -> longs(base, index, rows, count, out);
      case INT128, VIEW -> throw new IllegalArgumentException(layout + " is more than a word");
    }
  }

  private static void longs(long base, int[] index, int[] rows, int count, long out) {
    for (int i = 0; i < count; i++) {
      Memory.putLong(out + 8L * rows[i], Memory.getLong(base + 8L * index[i]));
    }
  }

  private static void pairs(long base, int[] index, int[] rows, int count, long out) {
    for (int i = 0; i < count; i++) {
      long from = base + 16L * index[i];
      long to = out + 16L * rows[i];
      Memory.putLong(to, Memory.getLong(from));
      Memory.putLong(to + 8, Memory.getLong(from + 8));
    }
  }

  private static void extended(
      Layout layout, long base, int[] index, int[] rows, int count, long out) {
    for (int i = 0; i < count; i++) {
      long value = word(layout, base, index[i]);
      Memory.putLong(out + 16L * rows[i], value);
      Memory.putLong(out + 16L * rows[i] + 8, value >> 63);
    }
  }

  private static long word(Layout layout, long base, int index) {
    return switch (layout) {
      case BOOL8, INT8 -> Memory.getByte(base + index);
      case INT16 -> Memory.getShort(base + 2L * index);
      case INT32, FLOAT32 -> Memory.getInt(base + 4L * index);
      case INT64, FLOAT64 -> Memory.getLong(base + 8L * index);
      case INT128, VIEW -> throw new IllegalArgumentException(layout + " is more than a word");
    };
  }

  private static void reals(
      Layout layout, long base, int[] index, int[] rows, int count, long out) {
    if (layout == Layout.FLOAT64) {
      longs(base, index, rows, count, out);
      return;
    }
    for (int i = 0; i < count; i++) {
      Memory.putDouble(out + 8L * rows[i], Memory.getFloat(base + 4L * index[i]));
    }
  }

  private static void orders(
      Layout layout, long base, int[] index, int[] rows, int count, long out) {
    if (layout == Layout.FLOAT64) {
      for (int i = 0; i < count; i++) {
        Memory.putLong(out + 8L * rows[i], order(Memory.getDouble(base + 8L * index[i])));
      }
      return;
    }
    for (int i = 0; i < count; i++) {
      Memory.putLong(out + 8L * rows[i], order(Memory.getFloat(base + 4L * index[i])));
    }
  }

  /** An integer of the same order: NaN above all and equal to itself, -0.0 equal to 0.0. */
  static long order(double value) {
    // doubleToLongBits gives one NaN only, which lies above infinity
    long bits = Double.doubleToLongBits(value + 0.0);
    return bits ^ ((bits >> 63) & Long.MAX_VALUE);
  }

  /** The value of an {@link #order}. */
  static double value(long order) {
    return order == NAN_ORDER
        ? Double.NaN
        : Double.longBitsToDouble(order ^ ((order >> 63) & Long.MAX_VALUE));
  }

  /** Replaces values of rows that do not count. */
  static void fill(long valid, int[] rows, int count, long fill, boolean wide, long out) {
    if (wide) {
      for (int i = 0; i < count; i++) {
        if (Memory.getByte(valid + rows[i]) == 0) {
          Memory.putLong(out + 16L * rows[i], fill);
          Memory.putLong(out + 16L * rows[i] + 8, fill >> 63);
        }
      }
      return;
    }
    for (int i = 0; i < count; i++) {
      if (Memory.getByte(valid + rows[i]) == 0) {
        Memory.putLong(out + 8L * rows[i], fill);
      }
    }
  }

  static void fillBytes(byte value, int[] rows, int count, long out) {
    for (int i = 0; i < count; i++) {
      Memory.putByte(out + rows[i], value);
    }
  }

  static void flags(long base, int[] index, int[] rows, int count, long out) {
    for (int i = 0; i < count; i++) {
      Memory.putByte(out + rows[i], (byte) (Memory.getByte(base + index[i]) & 1));
    }
  }

  static void and(long validity, int[] rows, int count, long out) {
    for (int i = 0; i < count; i++) {
      Memory.putByte(
          out + rows[i],
          (byte) (Memory.getByte(out + rows[i]) & Memory.getByte(validity + rows[i])));
    }
  }
}
