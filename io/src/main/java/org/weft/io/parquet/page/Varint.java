package org.weft.io.parquet.page;

import org.weft.planner.memory.Memory;

/** Numbers of seven bits a byte. */
final class Varint {
  private Varint() {}

  /** The number at an address, unsigned, of at most 64 bits. */
  static long read(long position, long end) {
    long value = 0;
    long p = position;
    for (int shift = 0; shift < 64 && p < end; shift += 7) {
      int b = Memory.getByte(p++);
      value |= (b & 0x7FL) << shift;
      if (b >= 0) {
        return value;
      }
    }
    throw CorruptPage.because("a page ends within a number");
  }

  /** The address behind the number at an address. */
  static long behind(long position, long end) {
    long p = position;
    while (p < end && Memory.getByte(p) < 0) {
      p++;
    }
    return p + 1;
  }

  static long unzigzag(long value) {
    return (value >>> 1) ^ -(value & 1);
  }
}
