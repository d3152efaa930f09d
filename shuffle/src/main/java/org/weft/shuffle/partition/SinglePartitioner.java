package org.weft.shuffle.partition;

import java.util.Arrays;
import org.weft.planner.vector.Batch;

/** All rows in partition 0. */
public final class SinglePartitioner implements Partitioner {
  @Override
  public int partitions() {
    return 1;
  }

  @Override
  public void assign(Batch batch, int[] partitions) {
    Arrays.fill(partitions, 0, batch.selectedCount(), 0);
  }
}
