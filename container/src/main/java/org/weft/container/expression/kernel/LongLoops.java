package org.weft.container.expression.kernel;

import org.weft.planner.memory.Memory;

/**
 * Sums, differences and products of 64-bit integers. Every loop answers a number that is negative
 * if some row overflowed; what that row holds then is the result cut to 64 bits.
 */
public final class LongLoops {
  private LongLoops() {}

  /** Column plus column. */
  public static long add(long a, long b, long to, int[] sel, int n) {
    long overflow = 0;
    if (sel == null) {
      for (int i = 0; i < n; i++) {
        long x = Memory.getLong(a + 8L * i);
        long y = Memory.getLong(b + 8L * i);
        long r = x + y;
        Memory.putLong(to + 8L * i, r);
        overflow |= (x ^ r) & (y ^ r);
      }
      return overflow;
    }
    for (int k = 0; k < n; k++) {
      int i = sel[k];
      long x = Memory.getLong(a + 8L * i);
      long y = Memory.getLong(b + 8L * i);
      long r = x + y;
      Memory.putLong(to + 8L * i, r);
      overflow |= (x ^ r) & (y ^ r);
    }
    return overflow;
  }

  /** Column plus constant. */
  public static long addConstant(long a, long y, long to, int[] sel, int n) {
    long overflow = 0;
    if (sel == null) {
      for (int i = 0; i < n; i++) {
        long x = Memory.getLong(a + 8L * i);
        long r = x + y;
        Memory.putLong(to + 8L * i, r);
        overflow |= (x ^ r) & (y ^ r);
      }
      return overflow;
    }
    for (int k = 0; k < n; k++) {
      int i = sel[k];
      long x = Memory.getLong(a + 8L * i);
      long r = x + y;
      Memory.putLong(to + 8L * i, r);
      overflow |= (x ^ r) & (y ^ r);
    }
    return overflow;
  }

  /** Column minus column. */
  public static long subtract(long a, long b, long to, int[] sel, int n) {
    long overflow = 0;
    if (sel == null) {
      for (int i = 0; i < n; i++) {
        long x = Memory.getLong(a + 8L * i);
        long y = Memory.getLong(b + 8L * i);
        long r = x - y;
        Memory.putLong(to + 8L * i, r);
        overflow |= (x ^ y) & (x ^ r);
      }
      return overflow;
    }
    for (int k = 0; k < n; k++) {
      int i = sel[k];
      long x = Memory.getLong(a + 8L * i);
      long y = Memory.getLong(b + 8L * i);
      long r = x - y;
      Memory.putLong(to + 8L * i, r);
      overflow |= (x ^ y) & (x ^ r);
    }
    return overflow;
  }

  /** Column minus constant. */
  public static long subtractConstant(long a, long y, long to, int[] sel, int n) {
    long overflow = 0;
    if (sel == null) {
      for (int i = 0; i < n; i++) {
        long x = Memory.getLong(a + 8L * i);
        long r = x - y;
        Memory.putLong(to + 8L * i, r);
        overflow |= (x ^ y) & (x ^ r);
      }
      return overflow;
    }
    for (int k = 0; k < n; k++) {
      int i = sel[k];
      long x = Memory.getLong(a + 8L * i);
      long r = x - y;
      Memory.putLong(to + 8L * i, r);
      overflow |= (x ^ y) & (x ^ r);
    }
    return overflow;
  }

  /** Constant minus column. */
  public static long subtractFromConstant(long x, long b, long to, int[] sel, int n) {
    long overflow = 0;
    if (sel == null) {
      for (int i = 0; i < n; i++) {
        long y = Memory.getLong(b + 8L * i);
        long r = x - y;
        Memory.putLong(to + 8L * i, r);
        overflow |= (x ^ y) & (x ^ r);
      }
      return overflow;
    }
    for (int k = 0; k < n; k++) {
      int i = sel[k];
      long y = Memory.getLong(b + 8L * i);
      long r = x - y;
      Memory.putLong(to + 8L * i, r);
      overflow |= (x ^ y) & (x ^ r);
    }
    return overflow;
  }

  /** Column times column. */
  public static long multiply(long a, long b, long to, int[] sel, int n) {
    long overflow = 0;
    if (sel == null) {
      for (int i = 0; i < n; i++) {
        long x = Memory.getLong(a + 8L * i);
        long y = Memory.getLong(b + 8L * i);
        long r = x * y;
        Memory.putLong(to + 8L * i, r);
        overflow |= Math.multiplyHigh(x, y) ^ (r >> 63);
      }
      return overflow == 0 ? 0 : -1;
    }
    for (int k = 0; k < n; k++) {
      int i = sel[k];
      long x = Memory.getLong(a + 8L * i);
      long y = Memory.getLong(b + 8L * i);
      long r = x * y;
      Memory.putLong(to + 8L * i, r);
      overflow |= Math.multiplyHigh(x, y) ^ (r >> 63);
    }
    return overflow == 0 ? 0 : -1;
  }

  /** Column times constant. */
  public static long multiplyConstant(long a, long y, long to, int[] sel, int n) {
    long overflow = 0;
    if (sel == null) {
      for (int i = 0; i < n; i++) {
        long x = Memory.getLong(a + 8L * i);
        long r = x * y;
        Memory.putLong(to + 8L * i, r);
        overflow |= Math.multiplyHigh(x, y) ^ (r >> 63);
      }
      return overflow == 0 ? 0 : -1;
    }
    for (int k = 0; k < n; k++) {
      int i = sel[k];
      long x = Memory.getLong(a + 8L * i);
      long r = x * y;
      Memory.putLong(to + 8L * i, r);
      overflow |= Math.multiplyHigh(x, y) ^ (r >> 63);
    }
    return overflow == 0 ? 0 : -1;
  }

  /** Quotients by a positive constant, rounded half away from zero. */
  public static void divideHalfUp(long a, long divisor, long to, int[] sel, int n) {
    long half = divisor >> 1; // of a power of ten
    for (int k = 0; k < n; k++) {
      int i = sel == null ? k : sel[k];
      long x = Memory.getLong(a + 8L * i);
      long quotient = x / divisor;
      long rest = x - quotient * divisor;
      if (rest >= half) {
        quotient++;
      } else if (rest <= -half) {
        quotient--;
      }
      Memory.putLong(to + 8L * i, quotient);
    }
  }

  /** Negative if some value lies outside {@code -bound..bound}. */
  public static long beyond(long a, long bound, int[] sel, int n) {
    long outside = 0;
    for (int k = 0; k < n; k++) {
      long x = Memory.getLong(a + 8L * (sel == null ? k : sel[k]));
      outside |= SelectLoops.less(bound, x) | SelectLoops.less(x, -bound);
    }
    return -outside;
  }

  /** Minus column. */
  public static long negate(long a, long to, int[] sel, int n) {
    return subtractFromConstant(0, a, to, sel, n);
  }
}
