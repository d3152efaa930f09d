package org.weft.container.function.hash;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** XXH64 by Yann Collet. */
public final class Xxh64 {
  private static final long P1 = 0x9E3779B185EBCA87L;
  private static final long P2 = 0xC2B2AE3D27D4EB4FL;
  private static final long P3 = 0x165667B19E3779F9L;
  private static final long P4 = 0x85EBCA77C2B2AE63L;
  private static final long P5 = 0x27D4EB2F165667C5L;

  private Xxh64() {}

  /** The hash of bytes. */
  public static long of(byte[] bytes, long seed) {
    ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    long hash;
    if (bytes.length >= 32) {
      long a = seed + P1 + P2;
      long b = seed + P2;
      long c = seed;
      long d = seed - P1;
      while (in.remaining() >= 32) {
        a = round(a, in.getLong());
        b = round(b, in.getLong());
        c = round(c, in.getLong());
        d = round(d, in.getLong());
      }
      hash =
          Long.rotateLeft(a, 1)
              + Long.rotateLeft(b, 7)
              + Long.rotateLeft(c, 12)
              + Long.rotateLeft(d, 18);
      hash = merge(merge(merge(merge(hash, a), b), c), d);
    } else {
      hash = seed + P5;
    }
    hash += bytes.length;
    while (in.remaining() >= 8) {
      hash = Long.rotateLeft(hash ^ round(0, in.getLong()), 27) * P1 + P4;
    }
    if (in.remaining() >= 4) {
      hash = Long.rotateLeft(hash ^ (in.getInt() & 0xFFFFFFFFL) * P1, 23) * P2 + P3;
    }
    while (in.hasRemaining()) {
      hash = Long.rotateLeft(hash ^ (in.get() & 0xFFL) * P5, 11) * P1;
    }
    return mix(hash);
  }

  /** The hash of the eight bytes of a number. */
  public static long of(long value, long seed) {
    long hash = seed + P5 + 8;
    hash = Long.rotateLeft(hash ^ round(0, value), 27) * P1 + P4;
    return mix(hash);
  }

  /** The hash of the four bytes of a number. */
  public static long of(int value, long seed) {
    long hash = seed + P5 + 4;
    hash = Long.rotateLeft(hash ^ (value & 0xFFFFFFFFL) * P1, 23) * P2 + P3;
    return mix(hash);
  }

  private static long round(long state, long input) {
    return Long.rotateLeft(state + input * P2, 31) * P1;
  }

  private static long merge(long hash, long state) {
    return (hash ^ round(0, state)) * P1 + P4;
  }

  private static long mix(long value) {
    long hash = value;
    hash ^= hash >>> 33;
    hash *= P2;
    hash ^= hash >>> 29;
    hash *= P3;
    return hash ^ hash >>> 32;
  }
}
