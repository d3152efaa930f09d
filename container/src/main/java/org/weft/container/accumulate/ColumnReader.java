package org.weft.container.accumulate;

import org.weft.planner.memory.Memory;
import org.weft.planner.vector.Layout;
import org.weft.planner.vector.Vector;
import org.weft.planner.vector.Views;

/** Values of a column by row number, whatever the encoding. For one thread; pointed per batch. */
public final class ColumnReader {
  private static final int NO_STEP = 0;

  private Layout layout;
  private long base;
  private long ids;
  private int step;
  private long validity;
  private int validityStep;

  /** Reads this vector from now on. */
  public void point(Vector vector) {
    layout = vector.layout();
    validity = vector.validity();
    validityStep = vector.encoding() == Vector.Encoding.CONSTANT ? NO_STEP : 1;
    ids = 0;
    switch (vector.encoding()) {
      case FLAT -> {
        base = vector.data();
        step = layout.width();
      }
      case CONSTANT -> {
        base = vector.data();
        step = NO_STEP;
      }
      case DICTIONARY -> {
        base = vector.dictionary().data();
        ids = vector.data();
        step = layout.width();
      }
    }
  }

  public Layout layout() {
    return layout;
  }

  public boolean isNull(int row) {
    return validity != 0 && Memory.getByte(validity + (long) row * validityStep) == 0;
  }

  /** Where the value lies. */
  public long address(int row) {
    int index = ids == 0 ? row : Memory.getInt(ids + 4L * row);
    return base + (long) index * step;
  }

  /** An integer, boolean, date, timestamp or decimal of up to 64 bits. */
  public long integer(int row) {
    long at = address(row);
    return switch (layout) {
      case BOOL8, INT8 -> Memory.getByte(at);
      case INT16 -> Memory.getShort(at);
      case INT32 -> Memory.getInt(at);
      case INT64, INT128 -> Memory.getLong(at);
      case FLOAT32, FLOAT64, VIEW -> throw new IllegalStateException(layout + " is no integer");
    };
  }

  /** The high word of what {@link #integer} gives the low one of. */
  public long high(int row) {
    return layout == Layout.INT128 ? Memory.getLong(address(row) + 8) : integer(row) >> 63;
  }

  /**
   * Writes a copy of a value that is no view.
   *
   * @param wanted its type's; a wide decimal may lie in one word here
   */
  void copy(int row, Layout wanted, long to) {
    if (wanted == Layout.INT128) {
      Memory.putLong(to, integer(row));
      Memory.putLong(to + 8, high(row));
    } else {
      Memory.copy(address(row), to, wanted.width());
    }
  }

  /** A float. */
  public double real(int row) {
    long at = address(row);
    return switch (layout) {
      case FLOAT32 -> Memory.getFloat(at);
      case FLOAT64 -> Memory.getDouble(at);
      default -> throw new IllegalStateException(layout + " is no float");
    };
  }

  public boolean isTrue(int row) {
    return !isNull(row) && Memory.getByte(address(row)) != 0;
  }

  /** The bytes of a value of variable length. */
  public byte[] bytes(int row) {
    return Views.toBytes(address(row));
  }
}
