package org.weft.container.hash;

import org.weft.planner.memory.Memory;

/**
 * Hashes of values: 64 bits of which any few are usable. The top byte chooses a partition, the
 * sixteen bits below bit 56 are a slot's {@link #tag}, the lowest choose the slot.
 */
public final class Hashing {
  /** Stands for a null in a hash. */
  public static final long NULL = 0x6A09E667F3BCC909L;

  private static final long FACTOR = 0xD1342543DE82EF95L;
  private static final long KEY_FACTOR = 0x9FB21C651E98DF25L;
  private static final int TAG_SHIFT = 40;

  private Hashing() {}

  /** The hash of a 64-bit value. */
  public static long mix(long value) {
    // values such as doubles may differ in their high bits only: fold before multiplying
    long x = (value ^ (value >>> 32)) * FACTOR;
    return x ^ (x >>> 32);
  }

  /** The hash of a 128-bit value; of one that fits 64 bits it is {@link #mix} of those. */
  public static long wide(long low, long high) {
    return high == low >> 63 ? mix(low) : mix(mix(low) + high * KEY_FACTOR);
  }

  /** The hash of several keys from that of the first ones and a value or hash of the next. */
  public static long combine(long hash, long next) {
    return mix(hash * KEY_FACTOR + next);
  }

  /** The hash of some bytes, of which eight more may be read. */
  public static long bytes(long address, int length) {
    long hash = length * KEY_FACTOR;
    int i = 0;
    for (; i + 8 <= length; i += 8) {
      hash = mix(hash ^ Memory.getLong(address + i)) + KEY_FACTOR;
    }
    if (i < length) {
      long last = Memory.getLong(address + i) & (-1L >>> ((8 - (length - i)) << 3));
      hash = mix(hash ^ last);
    }
    return mix(hash);
  }

  /** Two of a word's 64 bits, perhaps the same, by the top bits of a hash: for Bloom filters. */
  public static long twoBits(long hash) {
    return (1L << (hash >>> 58)) | (1L << ((hash >>> 52) & 63));
  }

  /** Sixteen bits that tell hashes in one slot apart, never more than a slot's top bits hold. */
  public static long tag(long hash) {
    return (hash >>> TAG_SHIFT) & 0xFFFF;
  }
}
