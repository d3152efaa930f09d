package org.weft.io.parquet.page;

import org.weft.planner.memory.Memory;

/**
 * Loops over bit-packed numbers, least significant bit first. Eight bytes behind the last packed
 * byte are read.
 */
final class BitUnpacker {
  private BitUnpacker() {}

  /**
   * Writes {@code count} numbers of {@code width} (1 to 32) bits as int32, starting with number
   * {@code first} of the run.
   */
  static void unpack(long run, long first, int width, long to, int count) {
    int done = 0;
    while (done < count && ((first + done) & 7) != 0) {
      Memory.putInt(to + 4L * done, one(run, first + done, width));
      done++;
    }
    int groups = (count - done) >>> 3;
    if (groups > 0) {
      long from = run + ((first + done) >>> 3) * width;
      groups(from, width, to + 4L * done, groups);
      done += groups << 3;
    }
    for (; done < count; done++) {
      Memory.putInt(to + 4L * done, one(run, first + done, width));
    }
  }

  /** Number {@code index} of the run. */
  static int one(long run, long index, int width) {
    long bit = index * width;
    return (int) ((Memory.getLong(run + (bit >>> 3)) >>> (bit & 7)) & ((1L << width) - 1));
  }

  private static void groups(long from, int width, long to, int groups) {
    if (width <= 8) {
      groupsTo8(from, width, to, groups);
    } else if (width <= 16) {
      groupsTo16(from, width, to, groups);
    } else {
      groupsTo32(from, width, to, groups);
    }
  }

  /** Eight numbers lie in one load. */
  private static void groupsTo8(long from, int width, long to, int groups) {
    int mask = (1 << width) - 1;
    for (int g = 0; g < groups; g++) {
      long x = Memory.getLong(from);
      Memory.putInt(to, (int) x & mask);
      Memory.putInt(to + 4, (int) (x >>> width) & mask);
      Memory.putInt(to + 8, (int) (x >>> (2 * width)) & mask);
      Memory.putInt(to + 12, (int) (x >>> (3 * width)) & mask);
      Memory.putInt(to + 16, (int) (x >>> (4 * width)) & mask);
      Memory.putInt(to + 20, (int) (x >>> (5 * width)) & mask);
      Memory.putInt(to + 24, (int) (x >>> (6 * width)) & mask);
      Memory.putInt(to + 28, (int) (x >>> (7 * width)) & mask);
      from += width;
      to += 32;
    }
  }

  /** Four numbers lie in one load, wherever in its byte the first starts. */
  private static void groupsTo16(long from, int width, long to, int groups) {
    int mask = (1 << width) - 1;
    int half = 4 * width;
    int skip = half >>> 3;
    int shift = half & 7;
    for (int g = 0; g < groups; g++) {
      long x = Memory.getLong(from);
      long y = Memory.getLong(from + skip) >>> shift;
      Memory.putInt(to, (int) x & mask);
      Memory.putInt(to + 4, (int) (x >>> width) & mask);
      Memory.putInt(to + 8, (int) (x >>> (2 * width)) & mask);
      Memory.putInt(to + 12, (int) (x >>> (3 * width)) & mask);
      Memory.putInt(to + 16, (int) y & mask);
      Memory.putInt(to + 20, (int) (y >>> width) & mask);
      Memory.putInt(to + 24, (int) (y >>> (2 * width)) & mask);
      Memory.putInt(to + 28, (int) (y >>> (3 * width)) & mask);
      from += width;
      to += 32;
    }
  }

  private static void groupsTo32(long from, int width, long to, int groups) {
    long mask = (1L << width) - 1;
    for (int g = 0; g < groups; g++) {
      for (int k = 0; k < 8; k++) {
        int bit = k * width;
        Memory.putInt(
            to + 4L * k, (int) ((Memory.getLong(from + (bit >>> 3)) >>> (bit & 7)) & mask));
      }
      from += width;
      to += 32;
    }
  }

  /** True if one of the ids is above {@code last}. Ids are at most 31 bits wide. */
  static boolean anyAbove(long ids, int count, int last) {
    int sign = 0;
    for (int i = 0; i < count; i++) {
      sign |= last - Memory.getInt(ids + 4L * i);
    }
    return sign < 0;
  }

  /** Writes one number many times. */
  static void fill(long to, int count, int value) {
    long pair = (value & 0xFFFFFFFFL) | ((long) value << 32);
    int i = 0;
    for (; i + 2 <= count; i += 2) {
      Memory.putLong(to + 4L * i, pair);
    }
    if (i < count) {
      Memory.putInt(to + 4L * i, value);
    }
  }
}
