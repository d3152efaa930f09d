package org.weft.tests.bench;

import java.util.Arrays;
import java.util.function.Supplier;
import org.weft.tests.oracle.Answer;

/** How long queries take, in milliseconds. */
final class Stopwatch {
  private Stopwatch() {}

  /** How long it takes to get an answer. */
  static double millis(Supplier<Answer> work) {
    long started = System.nanoTime();
    Answer unused = work.get();
    return (System.nanoTime() - started) / 1e6;
  }

  static double median(double[] times) {
    double[] sorted = times.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  /** The median of the last half: what is before it warms up. */
  static double warm(double[] times) {
    return median(Arrays.copyOfRange(times, times.length / 2, times.length));
  }
}
