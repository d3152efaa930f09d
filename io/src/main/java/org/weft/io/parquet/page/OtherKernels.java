package org.weft.io.parquet.page;

import org.weft.planner.memory.Memory;
import org.weft.planner.vector.Intervals;
import org.weft.planner.vector.Uuids;

/** Loops for the rarer stored forms. */
final class OtherKernels {
  private static final long MICROS_PER_DAY = 86_400_000_000L;
  private static final int JULIAN_EPOCH = 2_440_588;
  private static final int MOST_DAYS = 106_751_990;

  private OtherKernels() {}

  /** Nanoseconds of the day and Julian day, to microseconds since 1970. */
  static boolean int96ToMicros(long from, long to, int count) {
    boolean fits = true;
    for (int i = 0; i < count; i++) {
      long nanos = Memory.getLong(from + 12L * i);
      long days = (long) Memory.getInt(from + 12L * i + 8) - JULIAN_EPOCH;
      fits &= Math.abs(days) <= MOST_DAYS && nanos >= 0 && nanos <= 1000 * MICROS_PER_DAY;
      Memory.putLong(to + 8L * i, days * MICROS_PER_DAY + nanos / 1000);
    }
    return fits;
  }

  /** False if there are more months or days than an interval of ours has. */
  static boolean fixedToInterval(long from, long to, int count) {
    int sign = 0;
    for (int i = 0; i < count; i++) {
      int months = Memory.getInt(from + 12L * i);
      int days = Memory.getInt(from + 12L * i + 4);
      sign |= months | days;
      long millis = Integer.toUnsignedLong(Memory.getInt(from + 12L * i + 8));
      Intervals.put(to + (long) Intervals.WIDTH * i, months, days, 1_000 * millis);
    }
    return sign >= 0;
  }

  static void fixedToUuid(long from, long to, int count) {
    for (int i = 0; i < count; i++) {
      Uuids.fromBytes(from + 16L * i, to + 16L * i);
    }
  }

  static void float16ToFloat32(long from, long to, int count) {
    for (int i = 0; i < count; i++) {
      Memory.putFloat(to + 4L * i, toFloat(Memory.getShort(from + 2L * i)));
    }
  }

  private static float toFloat(short half) {
    int sign = (half & 0x8000) << 16;
    int exponent = (half >>> 10) & 31;
    int fraction = half & 0x3FF;
    if (exponent == 31) {
      return Float.intBitsToFloat(sign | 0x7F800000 | (fraction << 13));
    }
    if (exponent == 0) {
      float tiny = fraction * 0x1p-24f;
      return sign == 0 ? tiny : -tiny;
    }
    return Float.intBitsToFloat(sign | ((exponent + 112) << 23) | (fraction << 13));
  }

  /** Brings the bytes of each value together: byte b of value i stands at {@code b * count + i}. */
  static void joinStreams(long from, int width, long to, int count) {
    for (int b = 0; b < width; b++) {
      long stream = from + (long) b * count;
      long out = to + b;
      for (int i = 0; i < count; i++) {
        Memory.putByte(out + (long) i * width, Memory.getByte(stream + i));
      }
    }
  }
}
