package org.weft.container.accumulate;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Where a quantile lies among values in ascending order. A negative fraction, -0.0 too, counts from
 * the greatest value down.
 *
 * @param first index of the value the quantile is at or behind
 * @param second index of the next value
 * @param share how far from the first to the second it is, 0 to 1
 */
record QuantilePlace(long first, long second, double share) {
  /** Between two of {@code count} values. */
  static QuantilePlace continuous(double fraction, long count) {
    double place = Math.abs(fraction) * (count - 1);
    long low = (long) Math.floor(place);
    long high = (long) Math.ceil(place);
    return isDescending(fraction)
        ? new QuantilePlace(count - 1 - low, count - 1 - high, place - low)
        : new QuantilePlace(low, high, place - low);
  }

  /**
   * The index of the first value that the fraction of values does not exceed. The fraction is taken
   * for the decimal it was written as: 0.1 of ten values is one.
   */
  static long discrete(double fraction, long count) {
    BigDecimal wanted = BigDecimal.valueOf(Math.abs(fraction)).multiply(BigDecimal.valueOf(count));
    long rank = Math.max(1, wanted.setScale(0, RoundingMode.CEILING).longValueExact());
    return isDescending(fraction) ? count - rank : rank - 1;
  }

  private static boolean isDescending(double fraction) {
    return Double.compare(fraction, 0.0) < 0;
  }
}
