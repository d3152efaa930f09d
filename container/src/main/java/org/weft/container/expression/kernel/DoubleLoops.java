package org.weft.container.expression.kernel;

import org.weft.planner.memory.Memory;

/** Arithmetic of FLOAT64 columns. A stride is 8, or 0 for a constant. */
public final class DoubleLoops {
  private DoubleLoops() {}

  /** Sums. */
  public static void add(long a, int strideA, long b, int strideB, long to, int[] sel, int n) {
    for (int k = 0; k < n; k++) {
      int i = sel == null ? k : sel[k];
      Memory.putDouble(
          to + 8L * i,
          Memory.getDouble(a + (long) strideA * i) + Memory.getDouble(b + (long) strideB * i));
    }
  }

  /** Differences. */
  public static void subtract(long a, int strideA, long b, int strideB, long to, int[] sel, int n) {
    for (int k = 0; k < n; k++) {
      int i = sel == null ? k : sel[k];
      Memory.putDouble(
          to + 8L * i,
          Memory.getDouble(a + (long) strideA * i) - Memory.getDouble(b + (long) strideB * i));
    }
  }

  /** Products. */
  public static void multiply(long a, int strideA, long b, int strideB, long to, int[] sel, int n) {
    for (int k = 0; k < n; k++) {
      int i = sel == null ? k : sel[k];
      Memory.putDouble(
          to + 8L * i,
          Memory.getDouble(a + (long) strideA * i) * Memory.getDouble(b + (long) strideB * i));
    }
  }

  /**
   * Quotients.
   *
   * @return the first row with a divisor of 0 that is valid, or -1
   */
  public static int divide(
      long a, int strideA, long b, int strideB, long to, long valid, int[] sel, int n) {
    for (int k = 0; k < n; k++) {
      int i = sel == null ? k : sel[k];
      double divisor = Memory.getDouble(b + (long) strideB * i);
      if (divisor == 0 && (valid == 0 || Memory.getByte(valid + i) != 0)) {
        return i;
      }
      Memory.putDouble(to + 8L * i, Memory.getDouble(a + (long) strideA * i) / divisor);
    }
    return -1;
  }

  /**
   * Remainders with the dividend's sign.
   *
   * @return the first row with a divisor of 0 that is valid, or -1
   */
  public static int remainder(
      long a, int strideA, long b, int strideB, long to, long valid, int[] sel, int n) {
    for (int k = 0; k < n; k++) {
      int i = sel == null ? k : sel[k];
      double divisor = Memory.getDouble(b + (long) strideB * i);
      if (divisor == 0 && (valid == 0 || Memory.getByte(valid + i) != 0)) {
        return i;
      }
      Memory.putDouble(to + 8L * i, Memory.getDouble(a + (long) strideA * i) % divisor);
    }
    return -1;
  }
}
