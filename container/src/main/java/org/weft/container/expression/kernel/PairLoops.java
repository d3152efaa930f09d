package org.weft.container.expression.kernel;

import org.weft.planner.memory.Memory;

/**
 * Selection by comparing two columns, without branches. Less and equal are all it takes: the other
 * comparisons swap the columns, or {@code flip} the answer by 1 (0 leaves it).
 */
public final class PairLoops {
  private PairLoops() {}

  /** Rows where {@code a < b}. */
  public static int lessInt32(long a, long b, int flip, int[] sel, int n, int[] out) {
    int m = 0;
    if (sel == null) {
      for (int i = 0; i < n; i++) {
        long x = Memory.getInt(a + 4L * i);
        long y = Memory.getInt(b + 4L * i);
        out[m] = i;
        m += (int) ((x - y) >>> 63) ^ flip;
      }
      return m;
    }
    for (int k = 0; k < n; k++) {
      int i = sel[k];
      long x = Memory.getInt(a + 4L * i);
      long y = Memory.getInt(b + 4L * i);
      out[m] = i;
      m += (int) ((x - y) >>> 63) ^ flip;
    }
    return m;
  }

  /** Rows where {@code a = b}. */
  public static int equalInt32(long a, long b, int flip, int[] sel, int n, int[] out) {
    int m = 0;
    if (sel == null) {
      for (int i = 0; i < n; i++) {
        long x = Memory.getInt(a + 4L * i);
        long y = Memory.getInt(b + 4L * i);
        out[m] = i;
        m += SelectLoops.same(x, y) ^ flip;
      }
      return m;
    }
    for (int k = 0; k < n; k++) {
      int i = sel[k];
      long x = Memory.getInt(a + 4L * i);
      long y = Memory.getInt(b + 4L * i);
      out[m] = i;
      m += SelectLoops.same(x, y) ^ flip;
    }
    return m;
  }

  /** Rows where {@code a < b}. */
  public static int lessInt64(long a, long b, int flip, int[] sel, int n, int[] out) {
    int m = 0;
    if (sel == null) {
      for (int i = 0; i < n; i++) {
        long x = Memory.getLong(a + 8L * i);
        long y = Memory.getLong(b + 8L * i);
        out[m] = i;
        m += SelectLoops.less(x, y) ^ flip;
      }
      return m;
    }
    for (int k = 0; k < n; k++) {
      int i = sel[k];
      long x = Memory.getLong(a + 8L * i);
      long y = Memory.getLong(b + 8L * i);
      out[m] = i;
      m += SelectLoops.less(x, y) ^ flip;
    }
    return m;
  }

  /** Rows where {@code a = b}. */
  public static int equalInt64(long a, long b, int flip, int[] sel, int n, int[] out) {
    int m = 0;
    if (sel == null) {
      for (int i = 0; i < n; i++) {
        long x = Memory.getLong(a + 8L * i);
        long y = Memory.getLong(b + 8L * i);
        out[m] = i;
        m += SelectLoops.same(x, y) ^ flip;
      }
      return m;
    }
    for (int k = 0; k < n; k++) {
      int i = sel[k];
      long x = Memory.getLong(a + 8L * i);
      long y = Memory.getLong(b + 8L * i);
      out[m] = i;
      m += SelectLoops.same(x, y) ^ flip;
    }
    return m;
  }

  /** Rows where {@code a < b}, 128-bit numbers. */
  public static int lessInt128(long a, long b, int flip, int[] sel, int n, int[] out) {
    int m = 0;
    for (int k = 0; k < n; k++) {
      int i = sel == null ? k : sel[k];
      long x = a + 16L * i;
      long y = b + 16L * i;
      out[m] = i;
      m +=
          SelectLoops.less(
                  Memory.getLong(x + 8),
                  Memory.getLong(x),
                  Memory.getLong(y + 8),
                  Memory.getLong(y))
              ^ flip;
    }
    return m;
  }

  /** Rows where {@code a = b}, 128-bit numbers. */
  public static int equalInt128(long a, long b, int flip, int[] sel, int n, int[] out) {
    int m = 0;
    for (int k = 0; k < n; k++) {
      int i = sel == null ? k : sel[k];
      long x = a + 16L * i;
      long y = b + 16L * i;
      long differs =
          (Memory.getLong(x) ^ Memory.getLong(y)) | (Memory.getLong(x + 8) ^ Memory.getLong(y + 8));
      out[m] = i;
      m += SelectLoops.same(differs, 0) ^ flip;
    }
    return m;
  }
}
