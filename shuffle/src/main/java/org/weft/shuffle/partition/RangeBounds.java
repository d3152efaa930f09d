package org.weft.shuffle.partition;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The bounds between ranges, from samples. */
public final class RangeBounds {
  private RangeBounds() {}

  /**
   * Bounds that divide the samples into parts of about equal size.
   *
   * @param samples encoded sort keys, in any order
   * @return at most {@code partitions - 1} different keys, ascending; fewer if there are fewer
   *     different samples than that at the points of division
   */
  public static List<byte[]> of(List<byte[]> samples, int partitions) {
    byte[][] sorted = samples.toArray(byte[][]::new);
    Arrays.sort(sorted, Arrays::compareUnsigned);
    List<byte[]> bounds = new ArrayList<>();
    for (int i = 1; i < partitions && sorted.length > 0; i++) {
      // the last sample of part i: a partition includes its upper bound
      int last = (int) Math.max(0, ((long) i * sorted.length + partitions - 1) / partitions - 1);
      if (bounds.isEmpty() || !Arrays.equals(bounds.get(bounds.size() - 1), sorted[last])) {
        bounds.add(sorted[last]);
      }
    }
    return List.copyOf(bounds);
  }
}
