package org.weft.planner.vector.nested;

import java.math.BigInteger;
import org.weft.planner.memory.Memory;
import org.weft.planner.vector.Intervals;
import org.weft.planner.vector.Layout;

/** Parts of keys that are values without values inside. */
final class LeafParts {
  private static final BigInteger TOP = BigInteger.ONE.shiftLeft(127);

  private LeafParts() {}

  private static void putInt(int value, ByteRoom out) {
    Memory.putInt(out.reserve(4), Integer.reverseBytes(value));
  }

  private static int getInt(long at) {
    return Integer.reverseBytes(Memory.getInt(at));
  }

  private static void putLong(long value, ByteRoom out) {
    Memory.putLong(out.reserve(8), Long.reverseBytes(value));
  }

  private static long getLong(long at) {
    return Long.reverseBytes(Memory.getLong(at));
  }

  /** The high byte first, the sign flipped; floats so that NaN is the greatest. */
  static final class OfFixed extends KeyPart {
    private final Layout layout;

    OfFixed(Layout layout) {
      this.layout = layout;
    }

    @Override
    void write(long address, int length, ByteRoom out) {
      switch (layout) {
        case BOOL8, INT8 ->
            Memory.putByte(out.reserve(1), (byte) (Memory.getByte(address) ^ Byte.MIN_VALUE));
        case INT16 -> {
          short value = (short) (Memory.getShort(address) ^ Short.MIN_VALUE);
          Memory.putShort(out.reserve(2), Short.reverseBytes(value));
        }
        case INT32 -> putInt(Memory.getInt(address) ^ Integer.MIN_VALUE, out);
        case INT64 -> putLong(Memory.getLong(address) ^ Long.MIN_VALUE, out);
        case INT128 -> {
          putLong(Memory.getLong(address + 8) ^ Long.MIN_VALUE, out);
          putLong(Memory.getLong(address), out);
        }
        case FLOAT32 -> {
          int bits = Float.floatToIntBits(Memory.getFloat(address) + 0.0f);
          putInt(bits ^ ((bits >> 31) | Integer.MIN_VALUE), out);
        }
        case FLOAT64 -> {
          long bits = Double.doubleToLongBits(Memory.getDouble(address) + 0.0);
          putLong(bits ^ ((bits >> 63) | Long.MIN_VALUE), out);
        }
        case VIEW -> throw new IllegalStateException("bytes of fixed width");
      }
    }

    @Override
    long read(long at, ValuesBuilder to) {
      switch (layout) {
        case BOOL8, INT8 -> to.addLong((byte) (Memory.getByte(at) ^ Byte.MIN_VALUE));
        case INT16 ->
            to.addLong((short) (Short.reverseBytes(Memory.getShort(at)) ^ Short.MIN_VALUE));
        case INT32 -> to.addLong(getInt(at) ^ Integer.MIN_VALUE);
        case INT64 -> to.addLong(getLong(at) ^ Long.MIN_VALUE);
        case INT128 -> to.addWide(getLong(at + 8), getLong(at) ^ Long.MIN_VALUE);
        case FLOAT32 -> {
          int bits = getInt(at);
          to.addDouble(Float.intBitsToFloat(bits ^ ((~bits >> 31) | Integer.MIN_VALUE)));
        }
        case FLOAT64 -> {
          long bits = getLong(at);
          to.addDouble(Double.longBitsToDouble(bits ^ ((~bits >> 63) | Long.MIN_VALUE)));
        }
        case VIEW -> throw new IllegalStateException("bytes of fixed width");
      }
      return at + layout.width();
    }
  }

  /** The length, then the three counts unless equal intervals are to have equal keys. */
  static final class OfInterval extends KeyPart {
    private final OrderKey.Ties ties;

    OfInterval(OrderKey.Ties ties) {
      this.ties = ties;
    }

    @Override
    void write(long address, int length, ByteRoom out) {
      BigInteger order = Intervals.order(Intervals.value(address)).add(TOP);
      putLong(order.shiftRight(64).longValue(), out);
      putLong(order.longValue(), out);
      if (ties == OrderKey.Ties.RESTORABLE) {
        putLong(Memory.getLong(address), out);
        putLong(Memory.getLong(address + 8), out);
      }
    }

    @Override
    long read(long at, ValuesBuilder to) {
      to.addWide(getLong(at + 16), getLong(at + 24));
      return at + 32;
    }
  }

  /** A zero is followed by 255; two zeros are the end. */
  static final class OfBytes extends KeyPart {
    private static final byte ESCAPE = (byte) 0xFF;

    @Override
    void write(long address, int length, ByteRoom out) {
      for (int i = 0; i < length; i++) {
        byte value = Memory.getByte(address + i);
        Memory.putByte(out.reserve(1), value);
        if (value == 0) {
          Memory.putByte(out.reserve(1), ESCAPE);
        }
      }
      Memory.putShort(out.reserve(2), (short) 0);
    }

    @Override
    long read(long at, ValuesBuilder to) {
      int length = 0;
      long end = at;
      while (Memory.getByte(end) != 0 || Memory.getByte(end + 1) != 0) {
        end += Memory.getByte(end) == 0 ? 2 : 1;
        length++;
      }
      byte[] bytes = new byte[length];
      long from = at;
      for (int i = 0; i < length; i++) {
        bytes[i] = Memory.getByte(from);
        from += bytes[i] == 0 ? 2 : 1;
      }
      to.addBytes(bytes);
      return end + 2;
    }
  }
}
