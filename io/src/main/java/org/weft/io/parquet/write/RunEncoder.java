package org.weft.io.parquet.write;

import org.weft.io.write.GrowingBytes;
import org.weft.planner.memory.Memory;

/**
 * Numbers in the hybrid of runs and packed bits that Parquet has for levels and ids: a run is a
 * count and a value, everything between is packed eight values at a time.
 */
final class RunEncoder {
  /** Runs shorter than this many packed bits cost more than they save. */
  private static final int RUN_BITS = 64;

  private static final int SHORTEST_RUN = 8;

  private final long values;
  private final int width;
  private final GrowingBytes out;

  private RunEncoder(long values, int width, GrowingBytes out) {
    this.values = values;
    this.width = width;
    this.out = out;
  }

  /** The bits that numbers below this need, at least 1: some readers know no 0. */
  static int width(int numbers) {
    return Math.max(1, 32 - Integer.numberOfLeadingZeros(numbers - 1));
  }

  /**
   * Appends int32 numbers.
   *
   * @param values their address
   * @param width bits of each
   */
  static void encode(long values, int count, int width, GrowingBytes out) {
    new RunEncoder(values, width, out).encode(count);
  }

  /** Appends one run. */
  static void run(int value, int count, int width, GrowingBytes out) {
    new RunEncoder(0, width, out).run(value, count);
  }

  private void encode(int count) {
    int shortest = Math.max(SHORTEST_RUN, RUN_BITS / width);
    int packedFrom = 0;
    int i = 0;
    while (i < count) {
      int value = Memory.getInt(values + 4L * i);
      int end = i + 1;
      while (end < count && Memory.getInt(values + 4L * end) == value) {
        end++;
      }
      // what is packed before a run must be whole eights: the run lends it some of its values
      int lent = -(i - packedFrom) & 7;
      if (end - i - lent >= shortest) {
        pack(packedFrom, i + lent);
        run(value, end - i - lent);
        packedFrom = end;
      }
      i = end;
    }
    pack(packedFrom, count);
  }

  private void run(int value, int count) {
    varint((long) count << 1);
    int bytes = (width + 7) >>> 3;
    Memory.putInt(out.reserve(4), value);
    out.advance(bytes);
  }

  private void pack(int from, int to) {
    if (from == to) {
      return;
    }
    int groups = (to - from + 7) >>> 3;
    varint((long) groups << 1 | 1);
    long bytes = (long) groups * width;
    long at = out.reserve(bytes + 8);
    long bits = 0;
    int held = 0;
    for (int i = from; i < to; i++) {
      bits |= (Memory.getInt(values + 4L * i) & 0xFFFFFFFFL) << held;
      held += width;
      if (held >= 32) {
        Memory.putInt(at, (int) bits);
        at += 4;
        bits >>>= 32;
        held -= 32;
      }
    }
    // the rest, and zeros to the end of the last eight
    long end = out.address() + out.size() + bytes;
    while (at < end) {
      Memory.putByte(at++, (byte) bits);
      bits >>>= 8;
    }
    out.advance(bytes);
  }

  private void varint(long value) {
    long at = out.reserve(10);
    long left = value;
    int n = 0;
    while ((left & ~0x7FL) != 0) {
      Memory.putByte(at + n++, (byte) (left & 0x7F | 0x80));
      left >>>= 7;
    }
    Memory.putByte(at + n++, (byte) left);
    out.advance(n);
  }
}
