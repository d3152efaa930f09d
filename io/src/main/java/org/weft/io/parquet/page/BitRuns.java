package org.weft.io.parquet.page;

import org.weft.planner.memory.Memory;

/** Bits written as runs, repeated or packed: definition levels of a flat column, and booleans. */
final class BitRuns {
  private long position;
  private final long end;
  private int left;
  private boolean isPacked;

  /** True for bits that were packed without runs, of which only those of a byte are left. */
  private boolean isOneRun;

  private int value;
  private long packed;
  private long index;

  /** Runs between two addresses. */
  BitRuns(long start, long end) {
    this.position = start;
    this.end = end;
  }

  /** Bits packed without runs. */
  static BitRuns packed(long start, long end) {
    BitRuns bits = new BitRuns(end, end);
    bits.isPacked = true;
    bits.isOneRun = true;
    bits.packed = start;
    bits.left = (int) Math.min(Integer.MAX_VALUE, 8 * (end - start));
    return bits;
  }

  /**
   * Checks that the bits that were read are all there are, but for those that fill the last run:
   * DuckDB packs 256 at a time.
   */
  void end(String what) {
    CorruptPage.unlessAtEnd(position, end, what);
    if (isOneRun && left >= 8) {
      throw CorruptPage.because(left + " bits left behind its " + what);
    }
  }

  /** True if the next bits are known to be all 1 without looking at each. */
  boolean startsWithOnes(int count) {
    if (left == 0) {
      nextRun();
    }
    return !isPacked && value == 1 && left >= count;
  }

  /**
   * Writes the next bits as bytes 0 and 1; up to seven bytes behind the last are written, too.
   *
   * @return how many of them are 1
   */
  int read(long to, int count) {
    int ones = 0;
    int done = 0;
    while (done < count) {
      if (left == 0) {
        nextRun();
      }
      int n = Math.min(left, count - done);
      if (isPacked) {
        ones += BitKernels.expand(packed, index, to + done, n);
        index += n;
      } else {
        Memory.fill(to + done, n, (byte) value);
        ones += value * n;
      }
      left -= n;
      done += n;
    }
    return ones;
  }

  /**
   * Passes over bits.
   *
   * @return how many of them are 1
   */
  int skip(int count) {
    int ones = 0;
    int done = 0;
    while (done < count) {
      if (left == 0) {
        nextRun();
      }
      int n = Math.min(left, count - done);
      if (isPacked) {
        ones += BitKernels.count(packed, index, n);
        index += n;
      } else {
        ones += value * n;
      }
      left -= n;
      done += n;
    }
    return ones;
  }

  private void nextRun() {
    while (left == 0) {
      long header = Varint.read(position, end);
      position = Varint.behind(position, end);
      long size = header >>> 1;
      if (size == 0) {
        throw CorruptPage.because("a run of no levels");
      }
      isPacked = (header & 1) != 0;
      if (isPacked) {
        // the last run may be cut where the values end
        long bytes = Math.min(size, end - position);
        packed = position;
        index = 0;
        left = (int) Math.min(Integer.MAX_VALUE, 8 * bytes);
        position += bytes;
      } else {
        if (position >= end) {
          throw CorruptPage.because("a run of levels without its value");
        }
        value = Memory.getByte(position++);
        if (value != 0 && value != 1) {
          throw CorruptPage.because("a level of " + value + " in a column without nesting");
        }
        left = (int) Math.min(Integer.MAX_VALUE, size);
      }
    }
  }
}
