package org.weft.io.parquet.page;

import org.weft.planner.memory.Memory;

/** Looks up the entries of ids. */
final class Gather {
  private Gather() {}

  /**
   * @param shift binary logarithm of a value's bytes
   */
  static void gather(int shift, long entries, long ids, long to, int count) {
    switch (shift) {
      case 0 -> gather1(entries, ids, to, count);
      case 1 -> gather2(entries, ids, to, count);
      case 2 -> gather4(entries, ids, to, count);
      case 3 -> gather8(entries, ids, to, count);
      default -> gather16(entries, ids, to, count);
    }
  }

  private static void gather1(long entries, long ids, long to, int count) {
    for (int i = 0; i < count; i++) {
      Memory.putByte(to + i, Memory.getByte(entries + Memory.getInt(ids + 4L * i)));
    }
  }

  private static void gather2(long entries, long ids, long to, int count) {
    for (int i = 0; i < count; i++) {
      Memory.putShort(to + 2L * i, Memory.getShort(entries + 2L * Memory.getInt(ids + 4L * i)));
    }
  }

  private static void gather4(long entries, long ids, long to, int count) {
    for (int i = 0; i < count; i++) {
      Memory.putInt(to + 4L * i, Memory.getInt(entries + 4L * Memory.getInt(ids + 4L * i)));
    }
  }

  private static void gather8(long entries, long ids, long to, int count) {
    for (int i = 0; i < count; i++) {
      Memory.putLong(to + 8L * i, Memory.getLong(entries + 8L * Memory.getInt(ids + 4L * i)));
    }
  }

  private static void gather16(long entries, long ids, long to, int count) {
    for (int i = 0; i < count; i++) {
      long entry = entries + 16L * Memory.getInt(ids + 4L * i);
      Memory.putLong(to + 16L * i, Memory.getLong(entry));
      Memory.putLong(to + 16L * i + 8, Memory.getLong(entry + 8));
    }
  }
}
