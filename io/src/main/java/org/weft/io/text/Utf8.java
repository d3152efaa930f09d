package org.weft.io.text;

import org.weft.planner.memory.Memory;
import org.weft.planner.vector.Views;

/** Checks that bytes are UTF-8 (RFC 3629: shortest forms only, no surrogates). */
public final class Utf8 {
  private static final long HIGH_BITS = 0x8080808080808080L;

  private Utf8() {}

  /** True if no byte has its high bit set. */
  public static boolean isAscii(long from, long end) {
    long p = from;
    for (; end - p >= 32; p += 32) {
      long all =
          Memory.getLong(p)
              | Memory.getLong(p + 8)
              | Memory.getLong(p + 16)
              | Memory.getLong(p + 24);
      if ((all & HIGH_BITS) != 0) {
        return false;
      }
    }
    int all = 0;
    for (; p < end; p++) {
      all |= Memory.getByte(p);
    }
    return all >= 0;
  }

  /** True if the bytes behind every view are text. */
  public static boolean areText(long views, int count) {
    for (int i = 0; i < count; i++) {
      long view = views + (long) Views.WIDTH * i;
      long bytes = Views.bytes(view);
      if (!isText(bytes, bytes + Views.length(view))) {
        return false;
      }
    }
    return true;
  }

  /** True if these bytes are text. */
  public static boolean isText(long from, long end) {
    long p = from;
    while (p < end) {
      int lead = Memory.getByte(p);
      if (lead >= 0) {
        p += end - p >= 8 && (Memory.getLong(p) & HIGH_BITS) == 0 ? 8 : 1;
        continue;
      }
      int length = lengthOf(lead);
      if (length > end - p || !isSequence(p, lead, length)) {
        return false;
      }
      p += length;
    }
    return true;
  }

  /** Bytes of the sequence that starts so; more than any page if none does. */
  private static int lengthOf(int lead) {
    int b = lead & 0xFF;
    if (b >= 0xC2 && b <= 0xDF) {
      return 2;
    }
    if (b >= 0xE0 && b <= 0xEF) {
      return 3;
    }
    return b >= 0xF0 && b <= 0xF4 ? 4 : Integer.MAX_VALUE;
  }

  private static boolean isSequence(long at, int lead, int length) {
    int second = Memory.getByte(at + 1) & 0xFF;
    int least =
        switch (lead & 0xFF) {
          case 0xE0 -> 0xA0;
          case 0xF0 -> 0x90;
          default -> 0x80;
        };
    int most =
        switch (lead & 0xFF) {
          case 0xED -> 0x9F;
          case 0xF4 -> 0x8F;
          default -> 0xBF;
        };
    boolean valid = second >= least && second <= most;
    for (int i = 2; i < length; i++) {
      valid &= (Memory.getByte(at + i) & 0xC0) == 0x80;
    }
    return valid;
  }
}
