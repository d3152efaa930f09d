package org.weft.io.parquet.page;

import org.weft.planner.memory.Memory;

/** Loops over levels, a byte each. */
final class LevelKernels {
  private LevelKernels() {}

  /** Makes bytes of int32 numbers below 128. */
  static void narrow(long from, long to, int count) {
    for (int i = 0; i < count; i++) {
      Memory.putByte(to + i, (byte) Memory.getInt(from + 4L * i));
    }
  }

  /** How many levels are this one. */
  static int count(long levels, int count, int level) {
    int equal = 0;
    for (int i = 0; i < count; i++) {
      equal += Memory.getByte(levels + i) == level ? 1 : 0;
    }
    return equal;
  }

  /**
   * The index of the entry with which the row behind the next ones begins, or {@code count} if that
   * is not among these entries.
   */
  static int behindRows(long repetition, int count, int rows) {
    int left = rows;
    for (int i = 0; i < count; i++) {
      if (Memory.getByte(repetition + i) == 0 && left-- == 0) {
        return i;
      }
    }
    return count;
  }
}
