package org.weft.tests.random;

import java.util.List;
import java.util.Random;

/** What decides; the same seed decides the same way. */
final class Chance {
  private final Random random;

  Chance(long seed) {
    random = new Random(seed * 0x9E3779B97F4A7C15L);
  }

  /** A number from 0 to below the bound. */
  int below(int bound) {
    return random.nextInt(bound);
  }

  /** True so many times of a hundred. */
  boolean percent(int times) {
    return random.nextInt(100) < times;
  }

  @SafeVarargs
  final <T> T one(T... of) {
    return of[random.nextInt(of.length)];
  }

  <T> T one(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }
}
