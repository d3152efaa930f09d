package org.weft.shuffle.partition;

import java.util.List;
import org.weft.planner.vector.Batch;

/**
 * Partition n holds the rows whose keys are greater than bound n - 1 and at most bound n; so equal
 * keys stay together.
 */
public final class RangePartitioner implements Partitioner {
  private final SortKeyEncoder encoder;
  private final byte[][] bounds;
  private final int partitions;
  private final KeyBuffer key = new KeyBuffer();

  /**
   * @param bounds in order, at most {@code partitions - 1}; with fewer the last partitions stay
   *     empty
   */
  public RangePartitioner(SortKeyEncoder encoder, List<byte[]> bounds, int partitions) {
    if (bounds.size() >= partitions) {
      throw new IllegalArgumentException(
          bounds.size() + " bounds for " + partitions + " partitions");
    }
    this.encoder = encoder;
    this.bounds = bounds.toArray(byte[][]::new);
    this.partitions = partitions;
  }

  @Override
  public int partitions() {
    return partitions;
  }

  @Override
  public void assign(Batch batch, int[] out) {
    encoder.bind(batch);
    int[] rows = SelectedValues.rows(batch);
    int n = batch.selectedCount();
    for (int i = 0; i < n; i++) {
      key.clear();
      encoder.append(rows[i], key);
      out[i] = partitionOf(key);
    }
  }

  /** How many bounds are smaller than the key. */
  private int partitionOf(KeyBuffer wanted) {
    int low = 0;
    int high = bounds.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (wanted.compareTo(bounds[middle]) > 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
