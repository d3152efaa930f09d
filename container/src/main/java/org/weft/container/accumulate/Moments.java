package org.weft.container.accumulate;

import org.weft.planner.expr.Aggregate;
import org.weft.planner.memory.Memory;

/**
 * Statistics of one column as a state of five words of FLOAT64: the number of values, their mean,
 * and the sums of the second, third and fourth powers of their distances from it.
 *
 * <p>Updated as Welford and Terriberry, merged as Chan and Pébay have it: no large sums are
 * subtracted from each other, so that small variances of large values keep their digits. Infinities
 * and NaN give NaN.
 */
public final class Moments {
  /** Bytes of a state that knows the variance. */
  public static final int VARIANCE_WIDTH = 24;

  /** Bytes of a state that knows all. */
  public static final int WIDTH = 40;

  private static final int MEAN = 8;
  private static final int SECOND = 16;
  private static final int THIRD = 24;
  private static final int FOURTH = 32;

  private Moments() {}

  /** Bytes of the state of an aggregate. */
  public static int width(Aggregate function) {
    return isHigh(function) ? WIDTH : VARIANCE_WIDTH;
  }

  /** True if third and fourth powers are needed. */
  public static boolean isHigh(Aggregate function) {
    return switch (function) {
      case SKEWNESS, KURTOSIS, KURTOSIS_POP -> true;
      default -> false;
    };
  }

  /** Adds a value to a state of the variance. */
  public static void add(long state, double x) {
    double n = Memory.getDouble(state) + 1;
    double mean = Memory.getDouble(state + MEAN);
    double delta = x - mean;
    double newMean = mean + delta / n;
    Memory.putDouble(state, n);
    Memory.putDouble(state + MEAN, newMean);
    Memory.putDouble(state + SECOND, Memory.getDouble(state + SECOND) + delta * (x - newMean));
  }

  /** Merges another state of the variance into one. */
  public static void merge(long into, long from) {
    double a = Memory.getDouble(into);
    double b = Memory.getDouble(from);
    if (b == 0) {
      return;
    }
    if (a == 0) {
      Memory.copy(from, into, VARIANCE_WIDTH);
      return;
    }
    double n = a + b;
    double delta = Memory.getDouble(from + MEAN) - Memory.getDouble(into + MEAN);
    Memory.putDouble(into, n);
    Memory.putDouble(into + MEAN, Memory.getDouble(into + MEAN) + delta * b / n);
    Memory.putDouble(
        into + SECOND,
        Memory.getDouble(into + SECOND)
            + Memory.getDouble(from + SECOND)
            + delta * delta * a * b / n);
  }

  /** Adds a value to a state of all moments. */
  public static void addHigh(long state, double x) {
    double before = Memory.getDouble(state);
    double n = before + 1;
    double mean = Memory.getDouble(state + MEAN);
    double second = Memory.getDouble(state + SECOND);
    double third = Memory.getDouble(state + THIRD);
    double delta = x - mean;
    double step = delta / n;
    double square = step * step;
    double term = delta * step * before;
    Memory.putDouble(state, n);
    Memory.putDouble(state + MEAN, mean + step);
    Memory.putDouble(
        state + FOURTH,
        Memory.getDouble(state + FOURTH)
            + term * square * (n * n - 3 * n + 3)
            + 6 * square * second
            - 4 * step * third);
    Memory.putDouble(state + THIRD, third + term * step * (n - 2) - 3 * step * second);
    Memory.putDouble(state + SECOND, second + term);
  }

  /** Merges another state of all moments into one. */
  public static void mergeHigh(long into, long from) {
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
    double delta = Memory.getDouble(from + MEAN) - Memory.getDouble(into + MEAN);
    double step = delta / n;
    double second = Memory.getDouble(into + SECOND);
    double otherSecond = Memory.getDouble(from + SECOND);
    double third = Memory.getDouble(into + THIRD);
    double otherThird = Memory.getDouble(from + THIRD);
    double fourth =
        Memory.getDouble(into + FOURTH)
            + Memory.getDouble(from + FOURTH)
            + delta * step * step * step * a * b * (a * a - a * b + b * b)
            + 6 * step * step * (a * a * otherSecond + b * b * second)
            + 4 * step * (a * otherThird - b * third);
    Memory.putDouble(into, n);
    Memory.putDouble(into + MEAN, Memory.getDouble(into + MEAN) + step * b);
    Memory.putDouble(into + FOURTH, fourth);
    Memory.putDouble(
        into + THIRD,
        third
            + otherThird
            + delta * step * step * a * b * (a - b)
            + 3 * step * (a * otherSecond - b * second));
    Memory.putDouble(into + SECOND, second + otherSecond + delta * step * a * b);
  }

  /** True if an aggregate has no result for the values of a state. */
  public static boolean isNull(Aggregate function, long state) {
    double n = Memory.getDouble(state);
    double second = Memory.getDouble(state + SECOND);
    return switch (function) {
      case VAR_SAMP, STDDEV_SAMP -> n < 2;
      case SKEWNESS -> n < 3;
      case KURTOSIS -> n < 4 || second == 0;
      case KURTOSIS_POP -> n < 2 || second == 0;
      default -> n < 1;
    };
  }

  /** The result of an aggregate for the values of a state. */
  public static double result(Aggregate function, long state) {
    double n = Memory.getDouble(state);
    double second = Memory.getDouble(state + SECOND);
    return switch (function) {
      case VAR_POP -> second / n;
      case VAR_SAMP -> second / (n - 1);
      case STDDEV_POP -> Math.sqrt(second / n);
      case STDDEV_SAMP -> Math.sqrt(second / (n - 1));
      case SEM -> Math.sqrt(second / n) / Math.sqrt(n);
      case SKEWNESS -> {
        double variance = second / n;
        double ratio = Memory.getDouble(state + THIRD) / n / (variance * Math.sqrt(variance));
        yield ratio * Math.sqrt(n * (n - 1)) / (n - 2);
      }
      case KURTOSIS -> ((n + 1) * excess(state) + 6) * (n - 1) / ((n - 2) * (n - 3));
      case KURTOSIS_POP -> excess(state);
      default -> throw new IllegalArgumentException(function + " of one column");
    };
  }

  private static double excess(long state) {
    double n = Memory.getDouble(state);
    double second = Memory.getDouble(state + SECOND);
    return n * Memory.getDouble(state + FOURTH) / (second * second) - 3;
  }
}
