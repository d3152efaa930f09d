package org.weft.io.parquet.page;

import org.weft.planner.memory.Memory;

/** Loops that change the width of integers. Those that may not fit say whether all did. */
final class IntegerKernels {
  private IntegerKernels() {}

  static boolean int32ToInt8(long from, long to, int count) {
    int wrong = 0;
    for (int i = 0; i < count; i++) {
      int v = Memory.getInt(from + 4L * i);
      wrong |= v ^ (byte) v;
      Memory.putByte(to + i, (byte) v);
    }
    return wrong == 0;
  }

  static void millisToMicros(long from, long to, int count) {
    for (int i = 0; i < count; i++) {
      Memory.putLong(to + 8L * i, 1_000L * Memory.getInt(from + 4L * i));
    }
  }

  static boolean int32ToInt16(long from, long to, int count) {
    int wrong = 0;
    for (int i = 0; i < count; i++) {
      int v = Memory.getInt(from + 4L * i);
      wrong |= v ^ (short) v;
      Memory.putShort(to + 2L * i, (short) v);
    }
    return wrong == 0;
  }

  static boolean uint8ToInt16(long from, long to, int count) {
    int all = 0;
    for (int i = 0; i < count; i++) {
      int v = Memory.getInt(from + 4L * i);
      all |= v;
      Memory.putShort(to + 2L * i, (short) v);
    }
    return (all & ~0xFF) == 0;
  }

  static boolean uint16ToInt32(long from, long to, int count) {
    int all = 0;
    for (int i = 0; i < count; i++) {
      int v = Memory.getInt(from + 4L * i);
      all |= v;
      Memory.putInt(to + 4L * i, v);
    }
    return (all & ~0xFFFF) == 0;
  }

  static void uint32ToInt64(long from, long to, int count) {
    for (int i = 0; i < count; i++) {
      Memory.putLong(to + 8L * i, Integer.toUnsignedLong(Memory.getInt(from + 4L * i)));
    }
  }

  static void uint64ToInt128(long from, long to, int count) {
    for (int i = 0; i < count; i++) {
      Memory.putLong(to + 16L * i, Memory.getLong(from + 8L * i));
      Memory.putLong(to + 16L * i + 8, 0);
    }
  }

  static void int32ToInt64(long from, long to, int count) {
    for (int i = 0; i < count; i++) {
      Memory.putLong(to + 8L * i, Memory.getInt(from + 4L * i));
    }
  }
}
