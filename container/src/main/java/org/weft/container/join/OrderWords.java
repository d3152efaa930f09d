package org.weft.container.join;

import org.weft.planner.memory.Memory;
import org.weft.planner.vector.Layout;
import org.weft.planner.vector.Views;

/**
 * Words that are ordered, without sign, as the values are: of two values the greater never has the
 * smaller word. Texts that begin alike share one.
 */
final class OrderWords {
  private OrderWords() {}

  /** The word of a value at an address. */
  static long of(Layout layout, long address) {
    return switch (layout) {
      case BOOL8, INT8 -> signed(Memory.getByte(address));
      case INT16 -> signed(Memory.getShort(address));
      case INT32 -> signed(Memory.getInt(address));
      case INT64 -> signed(Memory.getLong(address));
      case FLOAT32 -> real(Memory.getFloat(address));
      case FLOAT64 -> real(Memory.getDouble(address));
      case VIEW -> text(Views.bytes(address), Views.length(address));
      case INT128 -> signed(Memory.getLong(address + 8));
    };
  }

  private static long signed(long value) {
    return value ^ Long.MIN_VALUE;
  }

  /** Both zeros are one value, and what is not a number comes last. */
  private static long real(double value) {
    long bits = Double.doubleToLongBits(value + 0.0);
    return bits < 0 ? ~bits : bits ^ Long.MIN_VALUE;
  }

  /** The first eight bytes; more may be read behind the end. */
  private static long text(long bytes, int length) {
    if (length == 0) {
      return 0;
    }
    long word = Long.reverseBytes(Memory.getLong(bytes));
    return length >= Long.BYTES ? word : word & (-1L << (Byte.SIZE * (Long.BYTES - length)));
  }
}
