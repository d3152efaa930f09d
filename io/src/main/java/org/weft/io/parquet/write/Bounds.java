package org.weft.io.parquet.write;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;
import org.weft.planner.memory.Memory;
import org.weft.planner.type.TypeKind;

/**
 * Least and greatest of some stored values, in the order the format gives their type. Long texts
 * are cut: a lower bound is shortened, an upper one is shortened and raised.
 *
 * @param min in stored form without length
 * @param max in stored form without length
 */
record Bounds(byte[] min, byte[] max, boolean minIsExact, boolean maxIsExact) {
  private static final int LONGEST = 64;

  /** Of so many values at an address; absent if there are none to compare, or NaNs among them. */
  static Optional<Bounds> of(StoredColumn column, long values, int count) {
    if (count == 0 || column.field().type().kind() == TypeKind.NULL || column.isInterval()) {
      return Optional.empty();
    }
    return switch (column.physical()) {
      case BOOLEAN -> Optional.of(flags(values, count));
      case INT32 -> Optional.of(ints(values, count));
      case INT64 -> Optional.of(longs(values, count));
      case FLOAT -> floats(values, count);
      case DOUBLE -> doubles(values, count);
      case FIXED -> Optional.of(bigEndian(values, count));
      case BYTE_ARRAY -> texts(column, values, count);
      case INT96 -> throw new IllegalStateException("INT96 is not written");
    };
  }

  private static Bounds exact(byte[] min, byte[] max) {
    return new Bounds(min, max, true, true);
  }

  private static ByteBuffer littleEndian(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static Bounds flags(long values, int count) {
    int min = 1;
    int max = 0;
    for (int i = 0; i < count; i++) {
      min &= Memory.getByte(values + i);
      max |= Memory.getByte(values + i);
    }
    return exact(new byte[] {(byte) min}, new byte[] {(byte) max});
  }

  private static Bounds ints(long values, int count) {
    int min = Integer.MAX_VALUE;
    int max = Integer.MIN_VALUE;
    for (int i = 0; i < count; i++) {
      int value = Memory.getInt(values + 4L * i);
      min = Math.min(min, value);
      max = Math.max(max, value);
    }
    return exact(littleEndian(4).putInt(min).array(), littleEndian(4).putInt(max).array());
  }

  private static Bounds longs(long values, int count) {
    long min = Long.MAX_VALUE;
    long max = Long.MIN_VALUE;
    for (int i = 0; i < count; i++) {
      long value = Memory.getLong(values + 8L * i);
      min = Math.min(min, value);
      max = Math.max(max, value);
    }
    return exact(littleEndian(8).putLong(min).array(), littleEndian(8).putLong(max).array());
  }

  /** A zero bound is the one of its sign that covers both. */
  private static Optional<Bounds> floats(long values, int count) {
    float min = Float.POSITIVE_INFINITY;
    float max = Float.NEGATIVE_INFINITY;
    for (int i = 0; i < count; i++) {
      float value = Memory.getFloat(values + 4L * i);
      min = Math.min(min, value); // a NaN stays
      max = Math.max(max, value);
    }
    if (Float.isNaN(min)) {
      return Optional.empty();
    }
    return Optional.of(
        exact(
            littleEndian(4).putFloat(min == 0 ? -0.0f : min).array(),
            littleEndian(4).putFloat(max == 0 ? 0.0f : max).array()));
  }

  private static Optional<Bounds> doubles(long values, int count) {
    double min = Double.POSITIVE_INFINITY;
    double max = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < count; i++) {
      double value = Memory.getDouble(values + 8L * i);
      min = Math.min(min, value);
      max = Math.max(max, value);
    }
    if (Double.isNaN(min)) {
      return Optional.empty();
    }
    return Optional.of(
        exact(
            littleEndian(8).putDouble(min == 0 ? -0.0 : min).array(),
            littleEndian(8).putDouble(max == 0 ? 0.0 : max).array()));
  }

  private static Bounds bigEndian(long values, int count) {
    long min = values;
    long max = values;
    for (int i = 1; i < count; i++) {
      long value = values + 16L * i;
      min = compare128(value, min) < 0 ? value : min;
      max = compare128(value, max) > 0 ? value : max;
    }
    return exact(Memory.bytes(min, 16), Memory.bytes(max, 16));
  }

  private static int compare128(long a, long b) {
    int high =
        Long.compare(Long.reverseBytes(Memory.getLong(a)), Long.reverseBytes(Memory.getLong(b)));
    return high != 0
        ? high
        : Long.compareUnsigned(
            Long.reverseBytes(Memory.getLong(a + 8)), Long.reverseBytes(Memory.getLong(b + 8)));
  }

  private static Optional<Bounds> texts(StoredColumn column, long values, int count) {
    long min = values;
    long max = values;
    long at = values;
    for (int i = 0; i < count; i++) {
      min = compareTexts(at, min) < 0 ? at : min;
      max = compareTexts(at, max) > 0 ? at : max;
      at += 4L + Memory.getInt(at);
    }
    boolean isText = column.field().type().kind() == TypeKind.STRING;
    byte[] low = Memory.bytes(min + 4, Math.min(LONGEST, Memory.getInt(min)));
    byte[] high = Memory.bytes(max + 4, Math.min(LONGEST, Memory.getInt(max)));
    boolean lowIsWhole = Memory.getInt(min) <= LONGEST;
    boolean highIsWhole = Memory.getInt(max) <= LONGEST;
    byte[] lower = lowIsWhole || !isText ? low : wholeCharacters(low);
    byte[] upper = highIsWhole ? high : raised(isText ? wholeCharacters(high) : high, isText);
    return upper == null
        ? Optional.empty()
        : Optional.of(new Bounds(lower, upper, lowIsWhole, highIsWhole));
  }

  private static int compareTexts(long a, long b) {
    return a == b ? 0 : Memory.compare(a + 4, Memory.getInt(a), b + 4, Memory.getInt(b));
  }

  /** The bytes without a character that was cut. */
  private static byte[] wholeCharacters(byte[] utf8) {
    int end = utf8.length;
    while (end > 0 && (utf8[end - 1] & 0xC0) == 0x80) {
      end--;
    }
    if (end == 0) {
      return new byte[0];
    }
    int length = Integer.numberOfLeadingZeros(~utf8[end - 1] << 24);
    boolean isWhole = utf8.length - end + 1 >= Math.max(1, length);
    return isWhole ? utf8 : Arrays.copyOf(utf8, end - 1);
  }

  /**
   * Something just above everything that starts so; null if nothing is. Of text, the last ASCII
   * character that can be raised is; other characters are left out.
   */
  private static byte[] raised(byte[] bytes, boolean isText) {
    int top = isText ? 0x7E : 0xFF;
    for (int i = bytes.length - 1; i >= 0; i--) {
      int value = bytes[i] & 0xFF;
      if (value < top) {
        byte[] higher = Arrays.copyOf(bytes, i + 1);
        higher[i]++;
        return higher;
      }
    }
    return null;
  }

  /** The bounds of both. */
  static Bounds union(StoredColumn column, Bounds a, Bounds b) {
    boolean minOfA = compare(column, a.min, b.min) <= 0;
    boolean maxOfA = compare(column, a.max, b.max) >= 0;
    return new Bounds(
        minOfA ? a.min : b.min,
        maxOfA ? a.max : b.max,
        minOfA ? a.minIsExact : b.minIsExact,
        maxOfA ? a.maxIsExact : b.maxIsExact);
  }

  static int compare(StoredColumn column, byte[] a, byte[] b) {
    return switch (column.physical()) {
      case BOOLEAN -> Byte.compare(a[0], b[0]);
      case INT32 -> Integer.compare(wrapped(a).getInt(), wrapped(b).getInt());
      case INT64 -> Long.compare(wrapped(a).getLong(), wrapped(b).getLong());
      case FLOAT -> Float.compare(wrapped(a).getFloat(), wrapped(b).getFloat());
      case DOUBLE -> Double.compare(wrapped(a).getDouble(), wrapped(b).getDouble());
      case FIXED -> new java.math.BigInteger(a).compareTo(new java.math.BigInteger(b));
      case BYTE_ARRAY -> Arrays.compareUnsigned(a, b);
      case INT96 -> throw new IllegalStateException("INT96 is not written");
    };
  }

  private static ByteBuffer wrapped(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
