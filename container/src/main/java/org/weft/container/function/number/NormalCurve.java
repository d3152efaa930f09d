package org.weft.container.function.number;

/** Areas under the normal curve, to about 14 digits. */
public final class NormalCurve {
  private static final double TWO_BY_ROOT_PI = 2 / Math.sqrt(Math.PI);

  /** From here on the continued fraction is short. */
  private static final double FAR = 2;

  private static final int FRACTION_TERMS = 200;

  /** Beyond it all is 1. */
  private static final double END = 27.5;

  private static final int STEPS = 60;

  private NormalCurve() {}

  /** The error function. */
  public static double erf(double x) {
    return Math.abs(x) < FAR ? series(x) : Math.signum(x) * (1 - far(Math.abs(x)));
  }

  /** One minus the error function, exact also where that is nearly 1. */
  public static double erfc(double x) {
    if (Math.abs(x) < FAR) {
      return 1 - series(x);
    }
    return x > 0 ? far(x) : Double.isNaN(x) ? x : 2 - far(-x);
  }

  /** The sum of 2^n x^(2n+1) / (2n+1)!!, whose terms all have one sign. */
  private static double series(double x) {
    double term = x;
    double sum = x;
    for (int n = 1; Math.abs(term) > Math.abs(sum) * 1e-17; n++) {
      term *= 2 * x * x / (2 * n + 1);
      sum += term;
    }
    return TWO_BY_ROOT_PI * Math.exp(-x * x) * sum;
  }

  /** The continued fraction x + (1/2) / (x + 1 / (x + (3/2) / (x + ...))) from its end. */
  private static double far(double x) {
    if (x > END) {
      return Double.isNaN(x) ? x : 0;
    }
    double fraction = x;
    for (int n = FRACTION_TERMS; n > 0; n--) {
      fraction = x + n / 2.0 / fraction;
    }
    return Math.exp(-x * x) / (fraction * Math.sqrt(Math.PI));
  }

  /** How many deviations from the mean that share of the area ends, for a share in (0, 1). */
  public static double quantile(double share) {
    if (share > 0.5) {
      // the other half has the digits
      return -quantile(1 - share);
    }
    if (share == 0.5) {
      return 0;
    }
    double low = -38;
    double high = 0;
    for (int i = 0; i < STEPS && low < high; i++) {
      double middle = (low + high) / 2;
      if (erfc(-middle / Math.sqrt(2)) / 2 < share) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return (low + high) / 2;
  }
}
