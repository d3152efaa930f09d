package org.weft.container.accumulate;

import org.weft.planner.expr.Aggregate;
import org.weft.planner.memory.Memory;

/**
 * Statistics of pairs as a state of six words of FLOAT64: the number of pairs, the means of x and
 * y, the sums of the squares of their distances from these, and the sum of the products of both. As
 * sound as {@link Moments}.
 */
public final class PairMoments {
  /** Bytes of a state. */
  public static final int WIDTH = 48;

  private static final int MEAN_X = 8;
  private static final int MEAN_Y = 16;
  private static final int SXX = 24;
  private static final int SYY = 32;
  private static final int SXY = 40;

  private PairMoments() {}

  /** Adds a pair. */
  public static void add(long state, double y, double x) {
    double n = Memory.getDouble(state) + 1;
    double meanX = Memory.getDouble(state + MEAN_X);
    double meanY = Memory.getDouble(state + MEAN_Y);
    double deltaX = x - meanX;
    double deltaY = y - meanY;
    meanX = mean(meanX, deltaX / n, x);
    meanY = mean(meanY, deltaY / n, y);
    Memory.putDouble(state, n);
    Memory.putDouble(state + MEAN_X, meanX);
    Memory.putDouble(state + MEAN_Y, meanY);
    Memory.putDouble(state + SXX, Memory.getDouble(state + SXX) + deltaX * (x - meanX));
    Memory.putDouble(state + SYY, Memory.getDouble(state + SYY) + deltaY * (y - meanY));
    Memory.putDouble(state + SXY, Memory.getDouble(state + SXY) + deltaX * (y - meanY));
  }

  /** A mean that moves; where infinity takes part it is what the sum of all would be. */
  private static double mean(double mean, double move, double other) {
    double moved = mean + move;
    return Double.isNaN(moved) ? mean + other : moved;
  }

  /** Merges another state into one. */
  public static void merge(long into, long from) {
    double a = Memory.getDouble(into);
    double b = Memory.getDouble(from);
    if (b == 0) {
      return;
    }
    if (a == 0) {
      Memory.copy(from, into, WIDTH);
      return;
    }
    double n = a + b;
    double deltaX = Memory.getDouble(from + MEAN_X) - Memory.getDouble(into + MEAN_X);
    double deltaY = Memory.getDouble(from + MEAN_Y) - Memory.getDouble(into + MEAN_Y);
    double share = a * b / n;
    Memory.putDouble(into, n);
    for (int at = MEAN_X; at <= MEAN_Y; at += Double.BYTES) {
      double delta = at == MEAN_X ? deltaX : deltaY;
      double other = Memory.getDouble(from + at);
      Memory.putDouble(into + at, mean(Memory.getDouble(into + at), delta * b / n, other));
    }
    add(into + SXX, Memory.getDouble(from + SXX) + deltaX * deltaX * share);
    add(into + SYY, Memory.getDouble(from + SYY) + deltaY * deltaY * share);
    add(into + SXY, Memory.getDouble(from + SXY) + deltaX * deltaY * share);
  }

  private static void add(long at, double value) {
    Memory.putDouble(at, Memory.getDouble(at) + value);
  }

  /** The number of pairs. */
  public static long count(long state) {
    return (long) Memory.getDouble(state);
  }

  /** True if an aggregate has no result for the pairs of a state. */
  public static boolean isNull(Aggregate function, long state) {
    double n = Memory.getDouble(state);
    return switch (function) {
      case COVAR_SAMP -> n < 2;
      case REGR_R2, REGR_INTERCEPT -> n < 1 || Memory.getDouble(state + SXX) == 0;
      default -> n < 1;
    };
  }

  /** The result of an aggregate for the pairs of a state. */
  public static double result(Aggregate function, long state) {
    double n = Memory.getDouble(state);
    double sxx = Memory.getDouble(state + SXX);
    double syy = Memory.getDouble(state + SYY);
    double sxy = Memory.getDouble(state + SXY);
    return switch (function) {
      case COVAR_POP -> sxy / n;
      case COVAR_SAMP -> sxy / (n - 1);
      case CORR -> sxy / (Math.sqrt(sxx) * Math.sqrt(syy));
      case REGR_AVGX -> Memory.getDouble(state + MEAN_X);
      case REGR_AVGY -> Memory.getDouble(state + MEAN_Y);
      case REGR_SLOPE -> sxy / sxx;
      case REGR_INTERCEPT ->
          Memory.getDouble(state + MEAN_Y) - sxy / sxx * Memory.getDouble(state + MEAN_X);
      case REGR_R2 -> syy == 0 ? 1 : sxy * sxy / (sxx * syy);
      case REGR_SXX -> sxx;
      case REGR_SYY -> syy;
      case REGR_SXY -> sxy;
      default -> throw new IllegalArgumentException(function + " of pairs");
    };
  }
}
