package org.weft.container.expression.text;

import org.weft.container.expression.tree.Workspace;
import org.weft.planner.memory.Memory;

/**
 * Bytes that are looked for in texts. Eight positions are tried at a time by their first two bytes;
 * where both agree, eight bytes are compared, and then the rest.
 */
final class Needle {
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGH_BITS = 0x8080808080808080L;

  private final long bytes;
  private final int length;
  private final long head;
  private final long headMask;
  private final long first;
  private final long second;

  Needle(byte[] text, Workspace memory) {
    this(place(text, memory), text.length);
  }

  /** Bytes that stay where they are. */
  Needle(long bytes, int length) {
    this.bytes = bytes;
    this.length = length;
    this.headMask = length >= 8 ? -1L : (1L << (8 * length)) - 1;
    this.head = length == 0 ? 0 : Memory.getLong(bytes) & headMask;
    this.first = ONES * (head & 0xFF);
    this.second = ONES * (head >>> 8 & 0xFF);
  }

  private static long place(byte[] text, Workspace memory) {
    long address = memory.buffer(Math.max(8, text.length));
    Memory.copy(text, 0, address, text.length);
    return address;
  }

  int length() {
    return length;
  }

  /** True if the bytes at an address are these; there are at least as many. */
  boolean isAt(long address) {
    // an empty text may lie nowhere
    return length == 0
        || ((Memory.getLong(address) ^ head) & headMask) == 0
            && (length <= 8 || Memory.equal(address + 8, bytes + 8, length - 8));
  }

  /** The first address from {@code start} on where these bytes lie before {@code end}, or -1. */
  long find(long start, long end) {
    long last = end - length;
    if (length < 2) {
      return findOne(start, last);
    }
    for (long p = start; p <= last; p += 8) {
      long differs = (Memory.getLong(p) ^ first) | (Memory.getLong(p + 1) ^ second);
      long hits = (differs - ONES) & ~differs & HIGH_BITS;
      while (hits != 0) {
        long candidate = p + (Long.numberOfTrailingZeros(hits) >>> 3);
        if (candidate > last) {
          return -1;
        }
        if (isAt(candidate)) {
          return candidate;
        }
        hits &= hits - 1;
      }
    }
    return -1;
  }

  private long findOne(long start, long last) {
    if (length == 0) {
      return start;
    }
    for (long p = start; p <= last; p += 8) {
      long differs = Memory.getLong(p) ^ first;
      long hits = (differs - ONES) & ~differs & HIGH_BITS;
      while (hits != 0) {
        long candidate = p + (Long.numberOfTrailingZeros(hits) >>> 3);
        if (candidate > last) {
          return -1;
        }
        if (isAt(candidate)) {
          return candidate;
        }
        hits &= hits - 1;
      }
    }
    return -1;
  }
}
