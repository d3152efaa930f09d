package org.weft.container.function.text;

import java.util.Arrays;
import org.weft.container.expression.tree.Failures;

/** Bytes made longer, and bytes that lie in others. */
public final class PaddedBytes {
  /** As long as bytes may get. */
  private static final long MAX_BYTES = 1L << 28;

  private PaddedBytes() {}

  /** Filled up on the left, or cut on the right; as they are if there is nothing to fill with. */
  public static byte[] left(byte[] bytes, long length, byte[] fill) {
    if (length <= bytes.length || fill.length == 0) {
      return cut(bytes, length);
    }
    byte[] all = filled(length, fill);
    System.arraycopy(bytes, 0, all, all.length - bytes.length, bytes.length);
    return all;
  }

  /** Filled up on the right, or cut there; as they are if there is nothing to fill with. */
  public static byte[] right(byte[] bytes, long length, byte[] fill) {
    if (length <= bytes.length || fill.length == 0) {
      return cut(bytes, length);
    }
    byte[] more = filled(length - bytes.length, fill);
    byte[] all = Arrays.copyOf(bytes, (int) length);
    System.arraycopy(more, 0, all, bytes.length, more.length);
    return all;
  }

  private static byte[] cut(byte[] bytes, long length) {
    return Arrays.copyOf(bytes, (int) Math.max(0, Math.min(length, bytes.length)));
  }

  private static byte[] filled(long length, byte[] fill) {
    if (length > MAX_BYTES) {
      throw Failures.badValue(length + " bytes are more than the " + MAX_BYTES + " that fit");
    }
    byte[] all = new byte[(int) length];
    for (int i = 0; i < all.length; i++) {
      all[i] = fill[i % fill.length];
    }
    return all;
  }

  /** True if some bytes lie in others at an offset. */
  public static boolean isAt(byte[] bytes, byte[] searched, int offset) {
    return offset >= 0
        && offset + searched.length <= bytes.length
        && Arrays.equals(bytes, offset, offset + searched.length, searched, 0, searched.length);
  }

  /** True if some bytes lie in others. */
  public static boolean contains(byte[] bytes, byte[] searched) {
    for (int i = 0; i + searched.length <= bytes.length; i++) {
      if (isAt(bytes, searched, i)) {
        return true;
      }
    }
    return false;
  }
}
