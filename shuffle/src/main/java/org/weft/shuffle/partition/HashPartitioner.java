package org.weft.shuffle.partition;

import java.util.List;
import org.weft.planner.vector.Batch;

/** Rows with equal keys in one partition. */
public final class HashPartitioner implements Partitioner {
  private final RowHasher hasher;
  private final int partitions;
  private final long[] hashes = new long[Batch.CAPACITY];

  public HashPartitioner(List<Integer> keys, int partitions) {
    if (partitions < 1) {
      throw new IllegalArgumentException("a hash into " + partitions + " partitions");
    }
    this.hasher = new RowHasher(keys);
    this.partitions = partitions;
  }

  @Override
  public int partitions() {
    return partitions;
  }

  @Override
  public void assign(Batch batch, int[] out) {
    hasher.hash(batch, hashes);
    scale(hashes, partitions, batch.selectedCount(), out);
  }

  /** The upper half of the hash, scaled to the range: as even as a remainder and cheaper. */
  private static void scale(long[] hashes, int partitions, int n, int[] out) {
    for (int i = 0; i < n; i++) {
      out[i] = (int) (((hashes[i] >>> 32) * partitions) >>> 32);
    }
  }
}
