package org.weft.planner.vector;

import org.weft.planner.memory.Memory;

/**
 * The 16-byte form of a string or binary value: its length (int32), its first four bytes (zeros
 * behind a shorter value), and the address of all its bytes. Equal length and prefix are one 64-bit
 * comparison. Eight bytes behind the end of the bytes may be read.
 */
public final class Views {
  public static final int WIDTH = 16;

  private Views() {}

  /** Writes the view at {@code view} of the bytes at {@code bytes}. */
  public static void put(long view, long bytes, int length) {
    long prefix;
    if (length >= 4) {
      prefix = Memory.getInt(bytes) & 0xFFFFFFFFL;
    } else {
      prefix = 0;
      for (int i = 0; i < length; i++) {
        prefix |= (Memory.getByte(bytes + i) & 0xFFL) << (8 * i);
      }
    }
    Memory.putLong(view, (prefix << 32) | length);
    Memory.putLong(view + 8, bytes);
  }

  public static int length(long view) {
    return Memory.getInt(view);
  }

  /** Length in the low half, first four bytes in the high half. */
  public static long head(long view) {
    return Memory.getLong(view);
  }

  public static long bytes(long view) {
    return Memory.getLong(view + 8);
  }

  public static boolean equal(long a, long b) {
    long head = Memory.getLong(a);
    return head == Memory.getLong(b)
        && ((int) head <= 4
            || Memory.equal(Memory.getLong(a + 8), Memory.getLong(b + 8), (int) head));
  }

  /** Compares as unsigned bytes: for UTF-8, by code point. */
  public static int compare(long a, long b) {
    int x = Integer.reverseBytes(Memory.getInt(a + 4));
    int y = Integer.reverseBytes(Memory.getInt(b + 4));
    if (x != y) {
      return Integer.compareUnsigned(x, y);
    }
    return Memory.compare(bytes(a), length(a), bytes(b), length(b));
  }

  /** A copy of the bytes. */
  public static byte[] toBytes(long view) {
    return Memory.bytes(bytes(view), length(view));
  }
}
