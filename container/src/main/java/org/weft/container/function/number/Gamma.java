package org.weft.container.function.number;

import org.weft.container.expression.tree.Failures;

/** The gamma function by Lanczos's approximation (g = 7, nine terms), to about 15 digits. */
public final class Gamma {
  private static final double[] TERMS = {
    0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313,
    -176.61502916214059, 12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6,
    1.5056327351493116e-7
  };

  private Gamma() {}

  public static double of(double x) {
    if (x == 0) {
      throw Failures.badValue("there is no gamma of 0");
    }
    if (x < 0.5) {
      return x == Math.floor(x) ? Double.NaN : Math.PI / (Math.sin(Math.PI * x) * of(1 - x));
    }
    if (x == Math.floor(x) && x <= 23) {
      double product = 1;
      for (int i = 2; i < x; i++) {
        product *= i;
      }
      return product;
    }
    if (x > 171.7) {
      return Double.isNaN(x) ? x : Double.POSITIVE_INFINITY;
    }
    double base = x + 6.5;
    double half = Math.pow(base, (x - 0.5) / 2);
    return Math.sqrt(2 * Math.PI) * half * Math.exp(-base) * half * series(x - 1);
  }

  /** The logarithm of the size of gamma. */
  public static double log(double x) {
    if (x == 0) {
      throw Failures.badValue("there is no gamma of 0");
    }
    if (Double.isInfinite(x)) {
      return Double.POSITIVE_INFINITY;
    }
    if (x < 0.5) {
      return x == Math.floor(x)
          ? Double.POSITIVE_INFINITY
          : Math.log(Math.PI / Math.abs(Math.sin(Math.PI * x))) - log(1 - x);
    }
    double base = x + 6.5;
    return 0.5 * Math.log(2 * Math.PI)
        + (x - 0.5) * Math.log(base)
        - base
        + Math.log(series(x - 1));
  }

  private static double series(double x) {
    double sum = TERMS[0];
    for (int i = 1; i < TERMS.length; i++) {
      sum += TERMS[i] / (x + i);
    }
    return sum;
  }
}
