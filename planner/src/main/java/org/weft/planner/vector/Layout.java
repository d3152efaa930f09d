package org.weft.planner.vector;

import org.weft.planner.type.DataType;
import org.weft.planner.type.DecimalType;

/** How one value lies in memory. */
public enum Layout {
  /** One byte, 0 or 1. */
  BOOL8(0),
  INT8(0),
  INT16(1),
  INT32(2),
  INT64(3),
  /**
   * Two's complement, the low eight bytes first. Intervals lie in it too, as the sixteen bytes that
   * they are ({@link Intervals}), and UUIDs.
   */
  INT128(4),
  FLOAT32(2),
  FLOAT64(3),
  /** A variable-length value: see {@link Views}. */
  VIEW(4);

  private final int shift;

  Layout(int shift) {
    this.shift = shift;
  }

  /** Bytes per value. */
  public int width() {
    return 1 << shift;
  }

  /** Binary logarithm of {@link #width}. */
  public int shift() {
    return shift;
  }

  /**
   * The canonical layout of a type: what files, hash tables, shuffles and sorts hold. A vector of a
   * decimal of more than 18 digits may lie in INT64 between two kernels when all its values fit.
   */
  public static Layout of(DataType type) {
    return switch (type.kind()) {
      case NULL, BOOLEAN -> BOOL8;
      case INT8 -> INT8;
      case INT16 -> INT16;
      case INT32, DATE, ENUM -> INT32;
      case INT64, TIME, TIMESTAMP -> INT64;
      case FLOAT32 -> FLOAT32;
      case FLOAT64 -> FLOAT64;
      case DECIMAL -> ((DecimalType) type).fitsLong() ? INT64 : INT128;
      case INTERVAL, UUID -> INT128;
      case STRING, BINARY, LIST, STRUCT, MAP -> VIEW;
    };
  }
}
