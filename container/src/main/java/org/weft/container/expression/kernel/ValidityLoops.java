package org.weft.container.expression.kernel;

import org.weft.planner.memory.Memory;

/** Null marks, one byte per row. */
public final class ValidityLoops {
  private ValidityLoops() {}

  /** Rows valid in both. The buffers may be touched up to 7 bytes behind their ends. */
  public static void and(long a, long b, long to, int n) {
    for (long i = 0; i < n; i += 8) {
      Memory.putLong(to + i, Memory.getLong(a + i) & Memory.getLong(b + i));
    }
  }

  /** Sets the byte of every selected row. */
  public static void mark(long flags, byte value, int[] sel, int n) {
    if (sel == null) {
      Memory.fill(flags, n, value);
      return;
    }
    for (int k = 0; k < n; k++) {
      Memory.putByte(flags + sel[k], value);
    }
  }
}
