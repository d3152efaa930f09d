package org.weft.am.schedule;

import java.util.List;

/** How samples of sort keys become the bounds between partitions. */
public interface RangeBoundsRule {
  /**
   * At most {@code partitions - 1} encoded sort keys, ascending.
   *
   * @param samples encoded sort keys in no order; may be empty
   */
  List<byte[]> bounds(List<byte[]> samples, int partitions);
}
