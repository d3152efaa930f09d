package org.weft.io.parquet.write;

import org.weft.io.write.GrowingBytes;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;
import org.weft.planner.memory.Memory;
import org.weft.planner.vector.Intervals;
import org.weft.planner.vector.Uuids;
import org.weft.planner.vector.Views;

/** Loops that turn values of ours, next to each other, into stored ones. */
final class StoredValues {
  private static final long MILLIS = 1_000;

  private StoredValues() {}

  /** Moves the values of rows that have one next to each other; says how many. */
  static int dense(long values, int shift, long validity, int count) {
    return switch (shift) {
      case 0 -> dense1(values, validity, count);
      case 1 -> dense2(values, validity, count);
      case 2 -> dense4(values, validity, count);
      case 3 -> dense8(values, validity, count);
      default -> dense16(values, validity, count);
    };
  }

  private static int dense1(long values, long validity, int count) {
    int n = 0;
    for (int i = 0; i < count; i++) {
      Memory.putByte(values + n, Memory.getByte(values + i));
      n += Memory.getByte(validity + i);
    }
    return n;
  }

  private static int dense2(long values, long validity, int count) {
    int n = 0;
    for (int i = 0; i < count; i++) {
      Memory.putShort(values + 2L * n, Memory.getShort(values + 2L * i));
      n += Memory.getByte(validity + i);
    }
    return n;
  }

  private static int dense4(long values, long validity, int count) {
    int n = 0;
    for (int i = 0; i < count; i++) {
      Memory.putInt(values + 4L * n, Memory.getInt(values + 4L * i));
      n += Memory.getByte(validity + i);
    }
    return n;
  }

  private static int dense8(long values, long validity, int count) {
    int n = 0;
    for (int i = 0; i < count; i++) {
      Memory.putLong(values + 8L * n, Memory.getLong(values + 8L * i));
      n += Memory.getByte(validity + i);
    }
    return n;
  }

  private static int dense16(long values, long validity, int count) {
    int n = 0;
    for (int i = 0; i < count; i++) {
      long from = values + 16L * i;
      long to = values + 16L * n;
      Memory.putLong(to, Memory.getLong(from));
      Memory.putLong(to + 8, Memory.getLong(from + 8));
      n += Memory.getByte(validity + i);
    }
    return n;
  }

  static void int8ToInt32(long from, int count, long to) {
    for (int i = 0; i < count; i++) {
      Memory.putInt(to + 4L * i, Memory.getByte(from + i));
    }
  }

  static void int16ToInt32(long from, int count, long to) {
    for (int i = 0; i < count; i++) {
      Memory.putInt(to + 4L * i, Memory.getShort(from + 2L * i));
    }
  }

  static void int64ToInt32(long from, int count, long to) {
    for (int i = 0; i < count; i++) {
      Memory.putInt(to + 4L * i, (int) Memory.getLong(from + 8L * i));
    }
  }

  static void bigEndian(long from, int count, long to) {
    for (int i = 0; i < count; i++) {
      Memory.putLong(to + 16L * i, Long.reverseBytes(Memory.getLong(from + 16L * i + 8)));
      Memory.putLong(to + 16L * i + 8, Long.reverseBytes(Memory.getLong(from + 16L * i)));
    }
  }

  static void uuids(long from, int count, long to) {
    for (int i = 0; i < count; i++) {
      Uuids.toBytes(from + 16L * i, to + 16L * i);
    }
  }

  static void secondsToMillis(long from, int count, long to) {
    for (int i = 0; i < count; i++) {
      long seconds = Memory.getLong(from + 8L * i);
      long millis = seconds * MILLIS;
      if (seconds != millis / MILLIS) {
        throw WeftException.of(
            ErrorCode.NUMERIC_OVERFLOW, seconds + " seconds are too many in milliseconds");
      }
      Memory.putLong(to + 8L * i, millis);
    }
  }

  /** Appends each value behind its length. */
  static void bytes(long views, int count, GrowingBytes to) {
    for (int i = 0; i < count; i++) {
      long view = views + (long) Views.WIDTH * i;
      int length = Views.length(view);
      long at = to.reserve(length + 4L);
      Memory.putInt(at, length);
      copy(Views.bytes(view), at + 4, length);
      to.advance(length + 4L);
    }
  }

  /** Appends a value behind its length. */
  static void oneOfBytes(long address, int length, GrowingBytes to) {
    long at = to.reserve(length + 4L);
    Memory.putInt(at, length);
    copy(address, at + 4, length);
    to.advance(length + 4L);
  }

  /** Months, days and milliseconds, none of which can be negative. */
  static void intervals(long from, int count, long to) {
    for (int i = 0; i < count; i++) {
      long interval = from + (long) Intervals.WIDTH * i;
      int months = Intervals.months(interval);
      int days = Intervals.days(interval);
      long micros = Intervals.micros(interval);
      long millis = micros / MILLIS;
      if (months < 0 || days < 0 || micros < 0 || millis >>> 32 != 0 || micros % MILLIS != 0) {
        throw WeftException.of(
                ErrorCode.INVALID_VALUE,
                "Parquet files hold intervals of months, days and milliseconds, none negative;"
                    + " not one of "
                    + months
                    + " months, "
                    + days
                    + " days and "
                    + micros
                    + " microseconds")
            .hint("cast it to text");
      }
      long at = to + 12L * i;
      Memory.putInt(at, months);
      Memory.putInt(at + 4, days);
      Memory.putInt(at + 8, (int) millis);
    }
  }

  /** Most values are short: eight bytes at a time beat a call. Up to seven more are written. */
  private static void copy(long from, long to, int length) {
    if (length > 64) {
      Memory.copy(from, to, length);
      return;
    }
    for (int i = 0; i < length; i += 8) {
      Memory.putLong(to + i, Memory.getLong(from + i));
    }
  }
}
