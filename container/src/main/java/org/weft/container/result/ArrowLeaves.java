package org.weft.container.result;

import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.BaseFixedWidthVector;
import org.apache.arrow.vector.BaseVariableWidthVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.BitVectorHelper;
import org.apache.arrow.vector.FieldVector;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;
import org.weft.planner.memory.Memory;
import org.weft.planner.type.DataType;
import org.weft.planner.type.TypeKind;
import org.weft.planner.vector.Intervals;
import org.weft.planner.vector.Layout;

/** Appenders of values that have no values inside. */
final class ArrowLeaves {
  private static final long NANOS_PER_MICRO = 1000;

  private ArrowLeaves() {}

  static ArrowAppender of(DataType type, FieldVector vector) {
    if (vector instanceof BaseVariableWidthVector variable) {
      return new OfBytes(variable);
    }
    if (vector instanceof BitVector bits) {
      return new OfBits(bits);
    }
    BaseFixedWidthVector fixed = (BaseFixedWidthVector) vector;
    return type.kind() == TypeKind.INTERVAL ? new OfIntervals(fixed) : new OfFixed(fixed);
  }

  private static void room(BaseFixedWidthVector vector, int index) {
    while (index >= vector.getValueCapacity()) {
      vector.reAlloc();
    }
  }

  private static final class OfBytes extends ArrowAppender {
    private final BaseVariableWidthVector vector;

    OfBytes(BaseVariableWidthVector vector) {
      this.vector = vector;
    }

    @Override
    void putNull(int index) {
      vector.setNull(index);
    }

    @Override
    void putFixed(int index, Layout layout, long address) {
      throw new IllegalStateException("bytes in " + layout);
    }

    @Override
    void putBytes(int index, long address, int length) {
      vector.setSafe(index, Memory.bytes(address, length));
    }
  }

  /** What lies in a buffer of fixed width, and is 0 and null at first. */
  private abstract static class Fixed extends ArrowAppender {
    private final BaseFixedWidthVector vector;

    Fixed(BaseFixedWidthVector vector) {
      this.vector = vector;
    }

    @Override
    void putNull(int index) {
      room(vector, index);
    }

    @Override
    void putFixed(int index, Layout layout, long address) {
      room(vector, index);
      BitVectorHelper.setBit(vector.getValidityBuffer(), index);
      put(vector.getDataBuffer(), index, layout, address);
    }

    @Override
    void putBytes(int index, long address, int length) {
      throw new IllegalStateException("bytes for " + vector.getField());
    }

    abstract void put(ArrowBuf data, long index, Layout layout, long address);
  }

  private static final class OfBits extends Fixed {
    OfBits(BitVector vector) {
      super(vector);
    }

    @Override
    void put(ArrowBuf data, long index, Layout layout, long address) {
      if (Memory.getByte(address) != 0) {
        BitVectorHelper.setBit(data, index);
      }
    }
  }

  private static final class OfFixed extends Fixed {
    private final int width;

    OfFixed(BaseFixedWidthVector vector) {
      super(vector);
      this.width = vector.getTypeWidth();
    }

    @Override
    void put(ArrowBuf data, long index, Layout layout, long address) {
      long at = index * width;
      switch (width) {
        case 1 -> data.setByte(at, Memory.getByte(address));
        case 2 -> data.setShort(at, Memory.getShort(address));
        case 4 -> data.setInt(at, Memory.getInt(address));
        case 8 -> data.setLong(at, Memory.getLong(address));
        default -> {
          long low = Memory.getLong(address);
          data.setLong(at, low);
          data.setLong(at + 8, layout == Layout.INT128 ? Memory.getLong(address + 8) : low >> 63);
        }
      }
    }
  }

  private static final class OfIntervals extends Fixed {
    OfIntervals(BaseFixedWidthVector vector) {
      super(vector);
    }

    @Override
    void put(ArrowBuf data, long index, Layout layout, long address) {
      long micros = Intervals.micros(address);
      if (micros != micros * NANOS_PER_MICRO / NANOS_PER_MICRO) {
        throw WeftException.of(
                ErrorCode.NUMERIC_OVERFLOW,
                "an interval of " + micros + " microseconds does not fit Arrow's nanoseconds")
            .hint("cast it to string");
      }
      long at = index * Intervals.WIDTH;
      data.setInt(at, Intervals.months(address));
      data.setInt(at + 4, Intervals.days(address));
      data.setLong(at + 8, micros * NANOS_PER_MICRO);
    }
  }
}
