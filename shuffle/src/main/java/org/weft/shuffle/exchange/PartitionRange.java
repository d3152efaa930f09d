package org.weft.shuffle.exchange;

/** The partitions {@code from} up to but not including {@code to}. */
public record PartitionRange(int from, int to) {
  /** Every partition there is. */
  public static final PartitionRange ALL = new PartitionRange(0, Integer.MAX_VALUE);

  public PartitionRange {
    if (from < 0 || to <= from) {
      throw new IllegalArgumentException("no partitions: " + from + " to " + to);
    }
  }

  /** Just this partition. */
  public static PartitionRange of(int partition) {
    return new PartitionRange(partition, partition + 1);
  }

  /** The end of the range among so many partitions. */
  public int end(int partitions) {
    return Math.min(to, partitions);
  }
}
