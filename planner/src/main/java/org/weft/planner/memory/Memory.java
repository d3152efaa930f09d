package org.weft.planner.memory;

import java.lang.reflect.Field;
import java.math.BigInteger;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import sun.misc.Unsafe;

/**
 * Raw access to off-heap memory, the only class that touches {@link Unsafe}.
 *
 * <p>With {@code -Dweft.check=true} (all tests) every access is checked against the live blocks of
 * all pools and a wrong one throws {@link IllegalStateException}; without it the check is compiled
 * away. Values are in the machine's byte order (little-endian on everything Weft runs on).
 */
public final class Memory {
  /** True in the checked build. */
  public static final boolean CHECK = Boolean.getBoolean("weft.check");

  private static final Unsafe UNSAFE = unsafe();
  private static final long BYTE_ARRAY = Unsafe.ARRAY_BYTE_BASE_OFFSET;
  private static final long INT_ARRAY = Unsafe.ARRAY_INT_BASE_OFFSET;
  private static final long LONG_ARRAY = Unsafe.ARRAY_LONG_BASE_OFFSET;
  private static final long BUFFER_ADDRESS = bufferField("address");
  private static final long BUFFER_CAPACITY = bufferField("capacity");
  private static final BigInteger TWO_TO_64 = BigInteger.ONE.shiftLeft(Long.SIZE);
  private static final ByteBuffer EMPTY = ByteBuffer.allocateDirect(0);

  private Memory() {}

  private static long bufferField(String name) {
    try {
      return UNSAFE.objectFieldOffset(Buffer.class.getDeclaredField(name));
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private static Unsafe unsafe() {
    try {
      Field field = Unsafe.class.getDeclaredField("theUnsafe");
      field.setAccessible(true);
      return (Unsafe) field.get(null);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  public static byte getByte(long address) {
    if (CHECK) {
      LiveBlocks.check(address, 1);
    }
    return UNSAFE.getByte(address);
  }

  public static void putByte(long address, byte value) {
    if (CHECK) {
      LiveBlocks.check(address, 1);
    }
    UNSAFE.putByte(address, value);
  }

  public static short getShort(long address) {
    if (CHECK) {
      LiveBlocks.check(address, 2);
    }
    return UNSAFE.getShort(address);
  }

  public static void putShort(long address, short value) {
    if (CHECK) {
      LiveBlocks.check(address, 2);
    }
    UNSAFE.putShort(address, value);
  }

  public static int getInt(long address) {
    if (CHECK) {
      LiveBlocks.check(address, 4);
    }
    return UNSAFE.getInt(address);
  }

  public static void putInt(long address, int value) {
    if (CHECK) {
      LiveBlocks.check(address, 4);
    }
    UNSAFE.putInt(address, value);
  }

  public static long getLong(long address) {
    if (CHECK) {
      LiveBlocks.check(address, 8);
    }
    return UNSAFE.getLong(address);
  }

  public static void putLong(long address, long value) {
    if (CHECK) {
      LiveBlocks.check(address, 8);
    }
    UNSAFE.putLong(address, value);
  }

  /** Writes if the value is the expected one, as one step that all threads see; true if it was. */
  public static boolean compareAndSwapLong(long address, long expected, long value) {
    if (CHECK) {
      LiveBlocks.check(address, 8);
    }
    return UNSAFE.compareAndSwapLong(null, address, expected, value);
  }

  /** A signed number of 128 bits, the low ones first. */
  public static BigInteger getInt128(long address) {
    BigInteger low = BigInteger.valueOf(getLong(address));
    BigInteger unsigned = low.signum() < 0 ? low.add(TWO_TO_64) : low;
    return BigInteger.valueOf(getLong(address + Long.BYTES)).shiftLeft(Long.SIZE).add(unsigned);
  }

  public static float getFloat(long address) {
    if (CHECK) {
      LiveBlocks.check(address, 4);
    }
    return UNSAFE.getFloat(address);
  }

  public static void putFloat(long address, float value) {
    if (CHECK) {
      LiveBlocks.check(address, 4);
    }
    UNSAFE.putFloat(address, value);
  }

  public static double getDouble(long address) {
    if (CHECK) {
      LiveBlocks.check(address, 8);
    }
    return UNSAFE.getDouble(address);
  }

  public static void putDouble(long address, double value) {
    if (CHECK) {
      LiveBlocks.check(address, 8);
    }
    UNSAFE.putDouble(address, value);
  }

  /** Copies bytes; the ranges may overlap. */
  public static void copy(long from, long to, long bytes) {
    if (CHECK) {
      LiveBlocks.check(from, bytes);
      LiveBlocks.check(to, bytes);
    }
    UNSAFE.copyMemory(from, to, bytes);
  }

  public static void copy(byte[] from, int offset, long to, int bytes) {
    java.util.Objects.checkFromIndexSize(offset, bytes, from.length);
    if (CHECK) {
      LiveBlocks.check(to, bytes);
    }
    UNSAFE.copyMemory(from, BYTE_ARRAY + offset, null, to, bytes);
  }

  public static void copy(long from, byte[] to, int offset, int bytes) {
    java.util.Objects.checkFromIndexSize(offset, bytes, to.length);
    if (CHECK) {
      LiveBlocks.check(from, bytes);
    }
    UNSAFE.copyMemory(null, from, to, BYTE_ARRAY + offset, bytes);
  }

  public static void copy(int[] from, int offset, long to, int count) {
    java.util.Objects.checkFromIndexSize(offset, count, from.length);
    if (CHECK) {
      LiveBlocks.check(to, 4L * count);
    }
    UNSAFE.copyMemory(from, INT_ARRAY + 4L * offset, null, to, 4L * count);
  }

  public static void copy(long[] from, int offset, long to, int count) {
    java.util.Objects.checkFromIndexSize(offset, count, from.length);
    if (CHECK) {
      LiveBlocks.check(to, 8L * count);
    }
    UNSAFE.copyMemory(from, LONG_ARRAY + 8L * offset, null, to, 8L * count);
  }

  public static void fill(long address, long bytes, byte value) {
    if (CHECK) {
      LiveBlocks.check(address, bytes);
    }
    UNSAFE.setMemory(address, bytes, value);
  }

  /** The bytes as an array. */
  public static byte[] bytes(long address, int length) {
    byte[] copy = new byte[length];
    copy(address, copy, 0, length);
    return copy;
  }

  /**
   * A window onto memory as a direct buffer, for libraries that take one. It neither keeps the
   * memory alive nor frees it.
   */
  public static ByteBuffer buffer(long address, int length) {
    if (CHECK) {
      LiveBlocks.check(address, length);
    }
    ByteBuffer buffer = EMPTY.duplicate();
    UNSAFE.putLong(buffer, BUFFER_ADDRESS, address);
    UNSAFE.putInt(buffer, BUFFER_CAPACITY, length);
    buffer.limit(length);
    return buffer;
  }

  /** The address of a direct buffer's first byte (not of its position). */
  public static long address(ByteBuffer direct) {
    if (!direct.isDirect()) {
      throw new IllegalArgumentException("a buffer on the heap has no address");
    }
    return UNSAFE.getLong(direct, BUFFER_ADDRESS);
  }

  /** True if two ranges of equal length hold the same bytes. */
  public static boolean equal(long a, long b, long length) {
    long i = 0;
    for (; i + 8 <= length; i += 8) {
      if (getLong(a + i) != getLong(b + i)) {
        return false;
      }
    }
    for (; i < length; i++) {
      if (getByte(a + i) != getByte(b + i)) {
        return false;
      }
    }
    return true;
  }

  /** Compares as unsigned bytes, a prefix before what it is a prefix of. */
  public static int compare(long a, int aLength, long b, int bLength) {
    int common = Math.min(aLength, bLength);
    int i = 0;
    for (; i + 8 <= common; i += 8) {
      long x = getLong(a + i);
      long y = getLong(b + i);
      if (x != y) {
        return Long.compareUnsigned(Long.reverseBytes(x), Long.reverseBytes(y));
      }
    }
    for (; i < common; i++) {
      int order = Byte.compareUnsigned(getByte(a + i), getByte(b + i));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(aLength, bLength);
  }

  static long allocate(long bytes) {
    long address = UNSAFE.allocateMemory(bytes);
    if (CHECK) {
      // poison: a read before the first write shows up as nonsense instead of a lucky zero
      UNSAFE.setMemory(address, bytes, (byte) 0xA5);
    }
    return address;
  }

  static void free(long address) {
    UNSAFE.freeMemory(address);
  }

  static void poison(long address, long bytes) {
    UNSAFE.setMemory(address, bytes, (byte) 0xA5);
  }
}
