package org.weft.container.accumulate;

import java.math.BigInteger;
import java.util.Arrays;
import org.weft.planner.type.DataType;
import org.weft.planner.vector.Layout;
import org.weft.planner.vector.nested.ListBuilder;

/** Values of a column as objects, where few are kept at a time. */
final class KeptObjects {
  private final Layout layout;

  KeptObjects(DataType type) {
    this.layout = Layout.of(type);
  }

  /** Bytes in the order of binaries and texts. */
  private record Bytes(byte[] bytes) implements Comparable<Bytes> {
    @Override
    public int compareTo(Bytes other) {
      return Arrays.compareUnsigned(bytes, other.bytes);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Bytes same && Arrays.equals(bytes, same.bytes);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(bytes);
    }
  }

  /** A value that orders as the column's do. */
  @SuppressWarnings("unchecked")
  Comparable<Object> ordered(ColumnReader column, int row) {
    return (Comparable<Object>) value(column, row);
  }

  /** A Long, Double, BigInteger or bytes. */
  Object value(ColumnReader column, int row) {
    return switch (layout) {
      case BOOL8, INT8, INT16, INT32, INT64 -> column.integer(row);
      case INT128 ->
          BigInteger.valueOf(column.high(row))
              .shiftLeft(Long.SIZE)
              .add(new BigInteger(Long.toUnsignedString(column.integer(row))));
      case FLOAT32, FLOAT64 -> column.real(row) + 0.0;
      case VIEW -> new Bytes(column.bytes(row));
    };
  }

  void addTo(ListBuilder list, Object value) {
    switch (layout) {
      case BOOL8, INT8, INT16, INT32, INT64 -> list.addLong((Long) value);
      case INT128 -> {
        BigInteger number = (BigInteger) value;
        list.addWide(number.longValue(), number.shiftRight(Long.SIZE).longValue());
      }
      case FLOAT32, FLOAT64 -> list.addDouble((Double) value);
      case VIEW -> list.addBytes(((Bytes) value).bytes());
    }
  }
}
