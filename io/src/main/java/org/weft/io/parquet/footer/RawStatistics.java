package org.weft.io.parquet.footer;

import java.util.OptionalLong;
import org.weft.io.parquet.thrift.CompactInput;

/**
 * Statistics of a column chunk as they are written.
 *
 * @param min null if there is none
 * @param max null if there is none
 * @param order what min and max are relative to
 */
record RawStatistics(
    byte[] min, byte[] max, Order order, OptionalLong nulls, OptionalLong distinct) {
  static final RawStatistics NONE =
      new RawStatistics(null, null, Order.SIGNED, OptionalLong.empty(), OptionalLong.empty());

  enum Order {
    /** The fields of old: of use only where everybody compares alike. */
    SIGNED,
    /** The order of the column's type, if the footer says that columns have one. */
    BY_TYPE
  }

  static RawStatistics read(CompactInput input) {
    input.expectStruct();
    byte[] oldMax = null;
    byte[] oldMin = null;
    byte[] max = null;
    byte[] min = null;
    OptionalLong nulls = OptionalLong.empty();
    OptionalLong distinct = OptionalLong.empty();
    for (int f = input.startStruct(); f != CompactInput.STOP; f = input.nextField(f)) {
      switch (f) {
        case 1 -> oldMax = input.readBinary();
        case 2 -> oldMin = input.readBinary();
        case 3 -> nulls = OptionalLong.of(input.readLong());
        case 4 -> distinct = OptionalLong.of(input.readLong());
        case 5 -> max = input.readBinary();
        case 6 -> min = input.readBinary();
        default -> input.skipValue();
      }
    }
    return min != null || max != null
        ? new RawStatistics(min, max, Order.BY_TYPE, nulls, distinct)
        : new RawStatistics(oldMin, oldMax, Order.SIGNED, nulls, distinct);
  }
}
