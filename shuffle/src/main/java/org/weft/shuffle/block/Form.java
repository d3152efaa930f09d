package org.weft.shuffle.block;

import org.weft.planner.type.DataType;
import org.weft.planner.type.DecimalType;

/** How a column's values lie in a block, as opposed to {@link org.weft.planner.vector.Layout}. */
enum Form {
  /** No buffers at all. */
  NULL(0),
  /** Validity and one bit per value. */
  BITS(2),
  /** Validity and values as in memory. */
  FIXED(2),
  /** Validity and 128 bits for values of 64. */
  SMALL_DECIMAL(2),
  /** Validity, offsets and bytes. */
  VARIABLE(3);

  private final int buffers;

  Form(int buffers) {
    this.buffers = buffers;
  }

  /** Buffers of such a column. */
  int buffers() {
    return buffers;
  }

  static Form of(DataType type) {
    return switch (type.kind()) {
      case NULL -> NULL;
      case BOOLEAN -> BITS;
      case INT8,
          INT16,
          INT32,
          INT64,
          FLOAT32,
          FLOAT64,
          DATE,
          TIME,
          TIMESTAMP,
          INTERVAL,
          UUID,
          ENUM ->
          FIXED;
      case DECIMAL -> ((DecimalType) type).fitsLong() ? SMALL_DECIMAL : FIXED;
      case STRING, BINARY, LIST, STRUCT, MAP -> VARIABLE;
    };
  }
}
