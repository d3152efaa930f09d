package org.weft.container.aggregate;

import java.util.Arrays;
import java.util.List;

/**
 * Which sums need 128 bits.
 *
 * <p>A sum starts in its state's low word alone. That is exact as long as the magnitudes of all
 * values a thread has seen add up to less than 2^62; before that is exceeded, all its states are
 * extended to two words for good. So the carry is paid for only where it can happen.
 */
final class SumWidths {
  private static final long LIMIT = 1L << 62;

  /** A batch's worth of values below this stays below the limit. */
  private static final long LARGEST_MAGNITUDE = 1L << 50;

  private final boolean[] wide;
  private final long[] bound;

  SumWidths(int sums) {
    wide = new boolean[sums];
    bound = new long[sums];
  }

  /** The widths that hold what all these hold together. */
  static SumWidths together(int sums, List<SumWidths> parts) {
    SumWidths all = new SumWidths(sums);
    for (int s = 0; s < sums; s++) {
      for (SumWidths part : parts) {
        all.wide[s] |= part.wide[s] || all.bound[s] + part.bound[s] >= LIMIT;
        all.bound[s] = Math.min(LIMIT, all.bound[s] + part.bound[s]);
      }
    }
    return all;
  }

  /** Two words for each. */
  static SumWidths wide(int sums) {
    SumWidths all = new SumWidths(sums);
    Arrays.fill(all.wide, true);
    return all;
  }

  boolean isWide(int sum) {
    return wide[sum];
  }

  void widen(int sum) {
    wide[sum] = true;
  }

  /** True if a batch's values of this magnitude may add up to more than a word holds. */
  static boolean mayExceedWord(long magnitude) {
    return magnitude >= LARGEST_MAGNITUDE;
  }

  /**
   * Makes room for a batch's values of at most this magnitude.
   *
   * @return false if one word is not enough
   */
  boolean admit(int sum, long magnitude, int count) {
    if (wide[sum] || mayExceedWord(magnitude)) {
      return false;
    }
    long more = bound[sum] + (magnitude + 1) * count;
    if (more >= LIMIT) {
      return false;
    }
    bound[sum] = more;
    return true;
  }
}
