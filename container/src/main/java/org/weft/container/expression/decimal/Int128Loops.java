package org.weft.container.expression.decimal;

import org.weft.planner.memory.Memory;

/**
 * Arithmetic of 128-bit columns. Each input has a stride: 16, or 0 for a constant. Every loop
 * answers the first selected, valid row whose result has more than 38 digits, or -1.
 */
public final class Int128Loops {
  private static final int MAX_DIGITS = 38;

  private Int128Loops() {}

  /** An input: the value of row n lies at {@code data + n * stride}. */
  public record Input(long data, int stride) {}

  /** Sums. */
  public static int add(Input a, Input b, long to, long valid, int[] sel, int n) {
    for (int k = 0; k < n; k++) {
      int i = sel == null ? k : sel[k];
      long x = a.data + (long) a.stride * i;
      long y = b.data + (long) b.stride * i;
      long z = to + 16L * i;
      boolean fits =
          Int128.add(
              Memory.getLong(x + 8),
              Memory.getLong(x),
              Memory.getLong(y + 8),
              Memory.getLong(y),
              z);
      if (!(fits && fits(z)) && isValid(valid, i)) {
        return i;
      }
    }
    return -1;
  }

  /** Differences. */
  public static int subtract(Input a, Input b, long to, long valid, int[] sel, int n) {
    for (int k = 0; k < n; k++) {
      int i = sel == null ? k : sel[k];
      long x = a.data + (long) a.stride * i;
      long y = b.data + (long) b.stride * i;
      long z = to + 16L * i;
      boolean fits =
          Int128.subtract(
              Memory.getLong(x + 8),
              Memory.getLong(x),
              Memory.getLong(y + 8),
              Memory.getLong(y),
              z);
      if (!(fits && fits(z)) && isValid(valid, i)) {
        return i;
      }
    }
    return -1;
  }

  /** Products. */
  public static int multiply(Input a, Input b, long to, long valid, int[] sel, int n) {
    for (int k = 0; k < n; k++) {
      int i = sel == null ? k : sel[k];
      long x = a.data + (long) a.stride * i;
      long y = b.data + (long) b.stride * i;
      long z = to + 16L * i;
      boolean fits =
          Int128.multiply(
              Memory.getLong(x + 8),
              Memory.getLong(x),
              Memory.getLong(y + 8),
              Memory.getLong(y),
              z);
      if (!(fits && fits(z)) && isValid(valid, i)) {
        return i;
      }
    }
    return -1;
  }

  private static boolean fits(long address) {
    return Int128.fits(Memory.getLong(address + 8), Memory.getLong(address), MAX_DIGITS);
  }

  private static boolean isValid(long valid, int row) {
    return valid == 0 || Memory.getByte(valid + row) != 0;
  }
}
