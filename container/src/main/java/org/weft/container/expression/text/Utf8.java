package org.weft.container.expression.text;

import org.weft.planner.memory.Memory;

/** UTF-8 in memory. Up to eight bytes behind a text are read. */
final class Utf8 {
  private static final long HIGH_BITS = 0x8080808080808080L;

  private Utf8() {}

  /** True if there is no byte beyond ASCII. */
  static boolean isAscii(long bytes, int length) {
    int i = 0;
    for (; i + 8 <= length; i += 8) {
      if ((Memory.getLong(bytes + i) & HIGH_BITS) != 0) {
        return false;
      }
    }
    if (i == length) {
      return true;
    }
    long rest = Memory.getLong(bytes + i) & HIGH_BITS;
    return rest << (64 - 8 * (length - i)) == 0;
  }

  /** The number of code points. */
  static int codePoints(long bytes, int length) {
    int count = length;
    int i = 0;
    for (; i + 8 <= length; i += 8) {
      count -= Long.bitCount(continuations(Memory.getLong(bytes + i)));
    }
    if (i < length) {
      long word = Memory.getLong(bytes + i) << (64 - 8 * (length - i));
      count -= Long.bitCount(continuations(word));
    }
    return count;
  }

  /** A bit for every byte that continues a code point: 10xxxxxx. */
  private static long continuations(long word) {
    return (word & ~(word << 1)) & HIGH_BITS;
  }

  /** How many bytes the first {@code count} code points take; all of them if there are fewer. */
  static int offset(long bytes, int length, long count) {
    int i = 0;
    long left = count;
    while (i < length && left > 0) {
      if (left >= 8 && i + 8 <= length && (Memory.getLong(bytes + i) & HIGH_BITS) == 0) {
        i += 8;
        left -= 8;
        continue;
      }
      i += width(Memory.getByte(bytes + i));
      left--;
    }
    return Math.min(i, length);
  }

  /** How many bytes the code point takes that starts with this byte. */
  static int width(byte first) {
    if (first >= 0) {
      return 1;
    }
    return first < (byte) 0xE0 ? 2 : first < (byte) 0xF0 ? 3 : 4;
  }

  /** The code point at an address, of that width; nonsense for bytes that are none. */
  static int codePoint(long at, int width) {
    int first = Memory.getByte(at) & 0xFF;
    return switch (width) {
      case 1 -> first;
      case 2 -> (first & 0x1F) << 6 | rest(at + 1);
      case 3 -> (first & 0x0F) << 12 | rest(at + 1) << 6 | rest(at + 2);
      default -> (first & 0x07) << 18 | rest(at + 1) << 12 | rest(at + 2) << 6 | rest(at + 3);
    };
  }

  private static int rest(long at) {
    return Memory.getByte(at) & 0x3F;
  }

  /** Writes a code point and answers how many bytes it took. */
  static int put(long at, int codePoint) {
    if (codePoint < 0x80) {
      Memory.putByte(at, (byte) codePoint);
      return 1;
    }
    if (codePoint < 0x800) {
      Memory.putByte(at, (byte) (0xC0 | codePoint >> 6));
      Memory.putByte(at + 1, (byte) (0x80 | codePoint & 0x3F));
      return 2;
    }
    if (codePoint < 0x10000) {
      Memory.putByte(at, (byte) (0xE0 | codePoint >> 12));
      Memory.putByte(at + 1, (byte) (0x80 | codePoint >> 6 & 0x3F));
      Memory.putByte(at + 2, (byte) (0x80 | codePoint & 0x3F));
      return 3;
    }
    Memory.putByte(at, (byte) (0xF0 | codePoint >> 18));
    Memory.putByte(at + 1, (byte) (0x80 | codePoint >> 12 & 0x3F));
    Memory.putByte(at + 2, (byte) (0x80 | codePoint >> 6 & 0x3F));
    Memory.putByte(at + 3, (byte) (0x80 | codePoint & 0x3F));
    return 4;
  }
}
