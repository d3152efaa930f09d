package org.weft.container.hash;

/**
 * Deals out the bytes of a row of fixed width, front to back. Rows are multiples of eight bytes.
 */
public final class RowShape {
  private int end;

  /** Takes bytes at the next position and returns their offset. */
  public int bytes(int count) {
    int offset = end;
    end += count;
    return offset;
  }

  /** Takes bytes at the next position that is a multiple of {@code alignment}, a power of two. */
  public int aligned(int count, int alignment) {
    end = (end + alignment - 1) & -alignment;
    return bytes(count);
  }

  /** Takes this many 64-bit words. */
  public int words(int count) {
    return aligned(8 * count, 8);
  }

  /** The bytes of a row with all that was taken. */
  public int width() {
    return (end + 7) & -8;
  }
}
