package org.weft.container.accumulate;

import java.math.BigInteger;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;
import org.weft.planner.type.DataType;
import org.weft.planner.type.DecimalType;

/** An exact sum of integers in 128 bits; beyond them, or beyond its type, it is an error. */
final class WideSum {
  private final BigInteger limit;
  private long low;
  private long high;

  /** A sum of this type: a decimal or INT64. */
  WideSum(DataType type) {
    limit =
        type instanceof DecimalType decimal
            ? BigInteger.TEN.pow(decimal.precision()).subtract(BigInteger.ONE)
            : BigInteger.valueOf(Long.MAX_VALUE);
  }

  void clear() {
    low = 0;
    high = 0;
  }

  void add(long valueLow, long valueHigh) {
    long sumLow = low + valueLow;
    long carry = Long.compareUnsigned(sumLow, low) < 0 ? 1 : 0;
    long sumHigh = high + valueHigh + carry;
    if (((high ^ sumHigh) & (valueHigh ^ sumHigh)) < 0) {
      throw overflow();
    }
    low = sumLow;
    high = sumHigh;
  }

  private BigInteger value() {
    BigInteger lowPart = new BigInteger(Long.toUnsignedString(low));
    return BigInteger.valueOf(high).shiftLeft(64).add(lowPart);
  }

  double doubleValue() {
    return high == low >> 63 ? low : value().doubleValue();
  }

  void appendTo(ColumnBuilder out) {
    boolean isShort = high == low >> 63 && limit.bitLength() >= Long.SIZE;
    if (!isShort && value().abs().compareTo(limit) > 0 && !isLeastLong()) {
      throw overflow();
    }
    if (out.layout() == org.weft.planner.vector.Layout.INT128) {
      out.appendWide(low, high);
    } else {
      out.appendInteger(low);
    }
  }

  private boolean isLeastLong() {
    return limit.equals(BigInteger.valueOf(Long.MAX_VALUE)) && high == -1 && low == Long.MIN_VALUE;
  }

  private static WeftException overflow() {
    return WeftException.of(ErrorCode.NUMERIC_OVERFLOW, "a sum does not fit its type")
        .hint("cast the summed value to DOUBLE, or sum smaller groups");
  }
}
