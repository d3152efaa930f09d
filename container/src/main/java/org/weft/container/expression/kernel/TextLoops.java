package org.weft.container.expression.kernel;

import org.weft.planner.memory.Memory;
import org.weft.planner.vector.Views;

/** Selection by strings, given as views. {@code flip} turns the answer by 1. */
public final class TextLoops {
  private TextLoops() {}

  /** Rows where {@code a = b}. */
  public static int equal(long a, long b, int flip, int[] sel, int n, int[] out) {
    int m = 0;
    for (int k = 0; k < n; k++) {
      int i = sel == null ? k : sel[k];
      boolean same = Views.equal(a + 16L * i, b + 16L * i);
      out[m] = i;
      m += (same ? 1 : 0) ^ flip;
    }
    return m;
  }

  /** Rows where {@code a < b}. */
  public static int less(long a, long b, int flip, int[] sel, int n, int[] out) {
    int m = 0;
    for (int k = 0; k < n; k++) {
      int i = sel == null ? k : sel[k];
      int order = Views.compare(a + 16L * i, b + 16L * i);
      out[m] = i;
      m += (order >>> 31) ^ flip;
    }
    return m;
  }

  /** Rows equal to the view {@code constant}. */
  public static int equalConstant(
      long values, long constant, int flip, int[] sel, int n, int[] out) {
    long head = Views.head(constant);
    long bytes = Views.bytes(constant);
    int length = (int) head;
    int m = 0;
    for (int k = 0; k < n; k++) {
      int i = sel == null ? k : sel[k];
      long view = values + 16L * i;
      boolean same =
          Memory.getLong(view) == head
              && (length <= 4 || Memory.equal(Memory.getLong(view + 8), bytes, length));
      out[m] = i;
      m += (same ? 1 : 0) ^ flip;
    }
    return m;
  }

  /** Rows less than the view {@code constant}. */
  public static int lessThanConstant(
      long values, long constant, int flip, int[] sel, int n, int[] out) {
    int m = 0;
    for (int k = 0; k < n; k++) {
      int i = sel == null ? k : sel[k];
      int order = Views.compare(values + 16L * i, constant);
      out[m] = i;
      m += (order >>> 31) ^ flip;
    }
    return m;
  }

  /** Rows greater than the view {@code constant}. */
  public static int greaterThanConstant(
      long values, long constant, int flip, int[] sel, int n, int[] out) {
    int m = 0;
    for (int k = 0; k < n; k++) {
      int i = sel == null ? k : sel[k];
      int order = Views.compare(constant, values + 16L * i);
      out[m] = i;
      m += (order >>> 31) ^ flip;
    }
    return m;
  }
}
