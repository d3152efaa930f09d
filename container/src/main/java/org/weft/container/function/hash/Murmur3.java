package org.weft.container.function.hash;

/** Murmur3 of 32 bits by Austin Appleby. */
public final class Murmur3 {
  private static final int C1 = 0xCC9E2D51;
  private static final int C2 = 0x1B873593;

  private Murmur3() {}

  /** The hash of bytes. */
  public static int of(byte[] bytes, int seed) {
    int hash = seed;
    int whole = bytes.length & ~3;
    for (int i = 0; i < whole; i += 4) {
      hash = step(hash, word(bytes, i));
    }
    int rest = 0;
    for (int i = bytes.length - 1; i >= whole; i--) {
      rest = rest << 8 | bytes[i] & 0xFF;
    }
    return finish(hash ^ scramble(rest), bytes.length);
  }

  /** As Spark hashes bytes: those behind the last four one by one, as signed numbers. */
  public static int ofSpark(byte[] bytes, int seed) {
    int hash = seed;
    int whole = bytes.length & ~3;
    for (int i = 0; i < whole; i += 4) {
      hash = step(hash, word(bytes, i));
    }
    for (int i = whole; i < bytes.length; i++) {
      hash = step(hash, bytes[i]);
    }
    return finish(hash, bytes.length);
  }

  /** The hash of the eight bytes of a number. */
  public static int of(long value, int seed) {
    return finish(step(step(seed, (int) value), (int) (value >>> 32)), 8);
  }

  /** The hash of the four bytes of a number. */
  public static int of(int value, int seed) {
    return finish(step(seed, value), 4);
  }

  private static int word(byte[] bytes, int i) {
    return bytes[i] & 0xFF
        | (bytes[i + 1] & 0xFF) << 8
        | (bytes[i + 2] & 0xFF) << 16
        | bytes[i + 3] << 24;
  }

  private static int scramble(int word) {
    return Integer.rotateLeft(word * C1, 15) * C2;
  }

  private static int step(int hash, int word) {
    return Integer.rotateLeft(hash ^ scramble(word), 13) * 5 + 0xE6546B64;
  }

  private static int finish(int value, int length) {
    int hash = value ^ length;
    hash = (hash ^ hash >>> 16) * 0x85EBCA6B;
    hash = (hash ^ hash >>> 13) * 0xC2B2AE35;
    return hash ^ hash >>> 16;
  }
}
