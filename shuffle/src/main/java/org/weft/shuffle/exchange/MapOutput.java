package org.weft.shuffle.exchange;

import java.util.List;

/**
 * The shuffle output of one task attempt: one data file and one index.
 *
 * @param task number of the task in its stage
 * @param path the data file on the host that made it
 * @param partitionBytes stored bytes of each partition
 * @param partitionRows rows of each partition
 */
public record MapOutput(
    String query,
    int stage,
    int task,
    int attempt,
    String path,
    List<Long> partitionBytes,
    List<Long> partitionRows) {
  public MapOutput {
    partitionBytes = List.copyOf(partitionBytes);
    partitionRows = List.copyOf(partitionRows);
  }

  /** Stored bytes of all partitions. */
  public long bytes() {
    return partitionBytes.stream().mapToLong(Long::longValue).sum();
  }

  /** Rows of all partitions. */
  public long rows() {
    return partitionRows.stream().mapToLong(Long::longValue).sum();
  }
}
