package org.weft.container.expression.decimal;

import java.math.BigInteger;
import org.weft.planner.memory.Memory;

/**
 * Arithmetic of signed 128-bit integers given as a high and a low word. Results go to memory, in
 * {@link org.weft.planner.vector.Layout#INT128}, so that nothing is allocated.
 */
public final class Int128 {
  private static final int POWERS = 39;
  private static final long[] POWER_HIGH = new long[POWERS];
  private static final long[] POWER_LOW = new long[POWERS];

  static {
    BigInteger power = BigInteger.ONE;
    for (int i = 0; i < POWERS; i++) {
      POWER_HIGH[i] = power.shiftRight(64).longValue();
      POWER_LOW[i] = power.longValue();
      power = power.multiply(BigInteger.TEN);
    }
  }

  private Int128() {}

  /** The high word of a power of ten, up to 38. */
  public static long powerHigh(int exponent) {
    return POWER_HIGH[exponent];
  }

  /** The low word of a power of ten, up to 38. */
  public static long powerLow(int exponent) {
    return POWER_LOW[exponent];
  }

  /** Writes a number. */
  public static void put(long to, long high, long low) {
    Memory.putLong(to, low);
    Memory.putLong(to + 8, high);
  }

  /** The number at an address. */
  public static BigInteger toBigInteger(long address) {
    return toBigInteger(Memory.getLong(address + 8), Memory.getLong(address));
  }

  /** The number of two words. */
  public static BigInteger toBigInteger(long high, long low) {
    BigInteger lower = BigInteger.valueOf(low & Long.MAX_VALUE);
    if (low < 0) {
      lower = lower.setBit(63);
    }
    return BigInteger.valueOf(high).shiftLeft(64).add(lower);
  }

  /** Writes a number of at most 127 bits and its sign. */
  public static void put(long to, BigInteger value) {
    put(to, value.shiftRight(64).longValue(), value.longValue());
  }

  /** Like {@link Long#compare}. */
  public static int compare(long aHigh, long aLow, long bHigh, long bLow) {
    return aHigh != bHigh ? Long.compare(aHigh, bHigh) : Long.compareUnsigned(aLow, bLow);
  }

  /** True if the number has at most so many decimal digits. */
  public static boolean fits(long high, long low, int digits) {
    long magnitudeHigh = high < 0 ? ~high + (low == 0 ? 1 : 0) : high;
    long magnitudeLow = high < 0 ? -low : low;
    return below(magnitudeHigh, magnitudeLow, POWER_HIGH[digits], POWER_LOW[digits]);
  }

  /**
   * Adds.
   *
   * @return false if the sum needs more than 128 bits
   */
  public static boolean add(long aHigh, long aLow, long bHigh, long bLow, long to) {
    long low = aLow + bLow;
    long high = aHigh + bHigh + (Long.compareUnsigned(low, aLow) < 0 ? 1 : 0);
    put(to, high, low);
    return ((aHigh ^ high) & (bHigh ^ high)) >= 0;
  }

  /**
   * Subtracts.
   *
   * @return false if the difference needs more than 128 bits
   */
  public static boolean subtract(long aHigh, long aLow, long bHigh, long bLow, long to) {
    long low = aLow - bLow;
    long high = aHigh - bHigh - (Long.compareUnsigned(aLow, bLow) < 0 ? 1 : 0);
    put(to, high, low);
    return ((aHigh ^ bHigh) & (aHigh ^ high)) >= 0;
  }

  /**
   * Multiplies.
   *
   * @return false if the product needs more than 128 bits
   */
  public static boolean multiply(long aHigh, long aLow, long bHigh, long bLow, long to) {
    if (aHigh == aLow >> 63 && bHigh == bLow >> 63) {
      put(to, Math.multiplyHigh(aLow, bLow), aLow * bLow);
      return true;
    }
    boolean negative = (aHigh ^ bHigh) < 0;
    long aH = aHigh < 0 ? ~aHigh + (aLow == 0 ? 1 : 0) : aHigh;
    long aL = aHigh < 0 ? -aLow : aLow;
    long bH = bHigh < 0 ? ~bHigh + (bLow == 0 ? 1 : 0) : bHigh;
    long bL = bHigh < 0 ? -bLow : bLow;
    if (aH != 0 && bH != 0) {
      return false;
    }
    long low = aL * bL;
    long high = unsignedMultiplyHigh(aL, bL);
    long wide = aH != 0 ? aH : bH;
    long narrow = aH != 0 ? bL : aL;
    long cross = wide * narrow;
    if (unsignedMultiplyHigh(wide, narrow) != 0) {
      return false;
    }
    long sum = high + cross;
    if (Long.compareUnsigned(sum, high) < 0) {
      return false;
    }
    if (sum < 0 && !(negative && sum == Long.MIN_VALUE && low == 0)) {
      return false; // the one magnitude of 128 bits that fits is that of -2^127
    }
    putSigned(to, sum, low, negative);
    return true;
  }

  /** Divides by a number that is not 0 and rounds half away from zero. */
  public static void divideHalfUp(long nHigh, long nLow, long dHigh, long dLow, long to) {
    boolean negative = (nHigh ^ dHigh) < 0;
    divide(nHigh, nLow, dHigh, dLow, to);
    long qH = Memory.getLong(to + 8);
    long qL = Memory.getLong(to);
    long dH = dHigh < 0 ? ~dHigh + (dLow == 0 ? 1 : 0) : dHigh;
    long dL = dHigh < 0 ? -dLow : dLow;
    long nH = nHigh < 0 ? ~nHigh + (nLow == 0 ? 1 : 0) : nHigh;
    long nL = nHigh < 0 ? -nLow : nLow;
    // remainder = n - q * d, less than d
    long rL = nL - qL * dL;
    long productHigh = unsignedMultiplyHigh(qL, dL) + qH * dL + qL * dH;
    long rH = nH - productHigh - (Long.compareUnsigned(nL, qL * dL) < 0 ? 1 : 0);
    // 2r >= d, without doubling: r >= d - r
    long restL = dL - rL;
    long restH = dH - rH - (Long.compareUnsigned(dL, rL) < 0 ? 1 : 0);
    if (!below(rH, rL, restH, restL)) {
      qL++;
      qH += qL == 0 ? 1 : 0;
    }
    putSigned(to, qH, qL, negative);
  }

  /** Divides by a number that is not 0 and cuts. */
  public static void divideTruncate(long nHigh, long nLow, long dHigh, long dLow, long to) {
    divide(nHigh, nLow, dHigh, dLow, to);
    putSigned(to, Memory.getLong(to + 8), Memory.getLong(to), (nHigh ^ dHigh) < 0);
  }

  /** The remainder of a division that cuts: its sign is the dividend's. */
  public static void remainder(long nHigh, long nLow, long dHigh, long dLow, long to) {
    divideTruncate(nHigh, nLow, dHigh, dLow, to);
    long qH = Memory.getLong(to + 8);
    long qL = Memory.getLong(to);
    long productLow = qL * dLow;
    long productHigh = unsignedMultiplyHigh(qL, dLow) + qH * dLow + qL * dHigh;
    long low = nLow - productLow;
    put(to, nHigh - productHigh - (Long.compareUnsigned(nLow, productLow) < 0 ? 1 : 0), low);
  }

  /** Writes the quotient of the magnitudes. */
  private static void divide(long nHigh, long nLow, long dHigh, long dLow, long to) {
    long nH = nHigh < 0 ? ~nHigh + (nLow == 0 ? 1 : 0) : nHigh;
    long nL = nHigh < 0 ? -nLow : nLow;
    long dH = dHigh < 0 ? ~dHigh + (dLow == 0 ? 1 : 0) : dHigh;
    long dL = dHigh < 0 ? -dLow : dLow;
    if (dH == 0) {
      long qH = Long.divideUnsigned(nH, dL);
      put(to, qH, divideWords(nH - qH * dL, nL, dL));
      return;
    }
    // Hacker's Delight 9-5: estimate with the top word of the divisor, at most one too large
    int shift = Long.numberOfLeadingZeros(dH);
    long top = shift == 0 ? dH : (dH << shift) | (dL >>> (64 - shift));
    long estimate = divideWords(nH >>> 1, (nH << 63) | (nL >>> 1), top);
    long q = estimate >>> (63 - shift);
    if (q != 0) {
      q--;
    }
    long rL = nL - q * dL;
    long rH =
        nH - unsignedMultiplyHigh(q, dL) - q * dH - (Long.compareUnsigned(nL, q * dL) < 0 ? 1 : 0);
    if (!below(rH, rL, dH, dL)) {
      q++;
    }
    put(to, 0, q);
  }

  /** Two words by one, unsigned; the high word is less than the divisor. Knuth's algorithm D. */
  private static long divideWords(long high, long low, long divisor) {
    if (high == 0) {
      return Long.divideUnsigned(low, divisor);
    }
    int shift = Long.numberOfLeadingZeros(divisor);
    long d = divisor << shift;
    long dTop = d >>> 32;
    long dRest = d & 0xFFFFFFFFL;
    long n32 = shift == 0 ? high : (high << shift) | (low >>> (64 - shift));
    long n10 = low << shift;
    long n1 = n10 >>> 32;
    long n0 = n10 & 0xFFFFFFFFL;
    long q1 = digit(n32, n1, dTop, dRest);
    long n21 = (n32 << 32) + n1 - q1 * d;
    long q0 = digit(n21, n0, dTop, dRest);
    return (q1 << 32) + q0;
  }

  /** One digit of 32 bits: the estimate from the top digit is at most two too large. */
  private static long digit(long number, long next, long dTop, long dRest) {
    long q = Long.divideUnsigned(number, dTop);
    long rest = number - q * dTop;
    while (q >>> 32 != 0 || Long.compareUnsigned(q * dRest, (rest << 32) + next) > 0) {
      q--;
      rest += dTop;
      if (rest >>> 32 != 0) {
        break;
      }
    }
    return q;
  }

  private static long unsignedMultiplyHigh(long a, long b) {
    return Math.multiplyHigh(a, b) + ((a >> 63) & b) + ((b >> 63) & a);
  }

  private static boolean below(long aHigh, long aLow, long bHigh, long bLow) {
    int order = Long.compareUnsigned(aHigh, bHigh);
    return order < 0 || (order == 0 && Long.compareUnsigned(aLow, bLow) < 0);
  }

  private static void putSigned(long to, long high, long low, boolean negative) {
    if (negative) {
      put(to, ~high + (low == 0 ? 1 : 0), -low);
    } else {
      put(to, high, low);
    }
  }
}
