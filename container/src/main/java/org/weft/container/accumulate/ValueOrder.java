package org.weft.container.accumulate;

import org.weft.planner.memory.Memory;
import org.weft.planner.vector.Layout;
import org.weft.planner.vector.Views;

/** The order of values: NaN is the greatest number, -0.0 equals 0.0, texts compare by bytes. */
final class ValueOrder {
  private ValueOrder() {}

  /** Compares the values of one layout at two addresses. */
  static int compare(Layout layout, long a, long b) {
    return switch (layout) {
      case BOOL8, INT8 -> Byte.compare(Memory.getByte(a), Memory.getByte(b));
      case INT16 -> Short.compare(Memory.getShort(a), Memory.getShort(b));
      case INT32 -> Integer.compare(Memory.getInt(a), Memory.getInt(b));
      case INT64 -> Long.compare(Memory.getLong(a), Memory.getLong(b));
      case INT128 ->
          compareWide(
              Memory.getLong(a), Memory.getLong(a + 8), Memory.getLong(b), Memory.getLong(b + 8));
      case FLOAT32 -> compareReal(Memory.getFloat(a), Memory.getFloat(b));
      case FLOAT64 -> compareReal(Memory.getDouble(a), Memory.getDouble(b));
      case VIEW -> Views.compare(a, b);
    };
  }

  static int compareReal(double a, double b) {
    // what is added makes the zeros one
    return Double.compare(a + 0.0, b + 0.0);
  }

  static int compareWide(long aLow, long aHigh, long bLow, long bHigh) {
    int high = Long.compare(aHigh, bHigh);
    return high != 0 ? high : Long.compareUnsigned(aLow, bLow);
  }
}
