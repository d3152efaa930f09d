package org.weft.container.window;

import org.weft.container.expression.kernel.SelectLoops;
import org.weft.planner.memory.Memory;
import org.weft.planner.vector.Layout;
import org.weft.planner.vector.Views;

/** Marks rows whose key differs from that of the row before. Nulls are equal, as are zeros. */
final class KeyBreaks {
  private KeyBreaks() {}

  /**
   * Sets bits in the flags of rows {@code from} to {@code to}, {@code from} at least 1.
   *
   * @param flags the address of row 0's byte
   */
  static void mark(KeptColumn key, int from, int to, long flags, int bits) {
    long values = key.values();
    switch (key.layout()) {
      case BOOL8, INT8 -> bytes(values, key.validity(), from, to, flags, bits);
      case INT16 -> shorts(values, key.validity(), from, to, flags, bits);
      case INT32 -> ints(values, key.validity(), from, to, flags, bits);
      case INT64 -> longs(values, key.validity(), from, to, flags, bits);
      default -> others(key, from, to, flags, bits);
    }
  }

  private static void set(long flag, int bits) {
    Memory.putByte(flag, (byte) (Memory.getByte(flag) | bits));
  }

  /** True if only one of two rows is null, or if both are not and the values differ. */
  private static boolean differs(long validity, int row, boolean values) {
    if (validity == 0) {
      return values;
    }
    byte before = Memory.getByte(validity + row - 1);
    byte here = Memory.getByte(validity + row);
    return before != here || (here != 0 && values);
  }

  private static void bytes(long values, long validity, int from, int to, long flags, int bits) {
    for (int i = from; i < to; i++) {
      if (differs(validity, i, Memory.getByte(values + i) != Memory.getByte(values + i - 1))) {
        set(flags + i, bits);
      }
    }
  }

  private static void shorts(long values, long validity, int from, int to, long flags, int bits) {
    for (int i = from; i < to; i++) {
      long at = values + 2L * i;
      if (differs(validity, i, Memory.getShort(at) != Memory.getShort(at - 2))) {
        set(flags + i, bits);
      }
    }
  }

  private static void ints(long values, long validity, int from, int to, long flags, int bits) {
    int before = Memory.getInt(values + 4L * (from - 1));
    for (int i = from; i < to; i++) {
      int here = Memory.getInt(values + 4L * i);
      if (differs(validity, i, here != before)) {
        set(flags + i, bits);
      }
      before = here;
    }
  }

  private static void longs(long values, long validity, int from, int to, long flags, int bits) {
    long before = Memory.getLong(values + 8L * (from - 1));
    for (int i = from; i < to; i++) {
      long here = Memory.getLong(values + 8L * i);
      if (differs(validity, i, here != before)) {
        set(flags + i, bits);
      }
      before = here;
    }
  }

  private static void others(KeptColumn key, int from, int to, long flags, int bits) {
    long values = key.values();
    int shift = key.layout().shift();
    for (int i = from; i < to; i++) {
      long here = values + ((long) i << shift);
      boolean equal = equal(key.layout(), here, here - (1L << shift));
      if (differs(key.validity(), i, !equal)) {
        set(flags + i, bits);
      }
    }
  }

  private static boolean equal(Layout layout, long a, long b) {
    return switch (layout) {
      case FLOAT32 ->
          SelectLoops.order(Memory.getFloat(a)) == SelectLoops.order(Memory.getFloat(b));
      case FLOAT64 ->
          SelectLoops.order(Memory.getDouble(a)) == SelectLoops.order(Memory.getDouble(b));
      case VIEW -> Views.equal(a, b);
      default ->
          Memory.getLong(a) == Memory.getLong(b) && Memory.getLong(a + 8) == Memory.getLong(b + 8);
    };
  }
}
