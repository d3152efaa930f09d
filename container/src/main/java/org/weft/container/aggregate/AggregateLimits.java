package org.weft.container.aggregate;

/**
 * The sizes at which the aggregation changes its way; tests make them small.
 *
 * @param tableGroups groups of one thread's table before it is partitioned, and from then on before
 *     its index is emptied
 * @param partitionBits binary logarithm of the number of partitions
 * @param directGroups combinations of dictionary ids up to which no hash is computed
 * @param serialMerge groups of all threads up to which one thread merges them
 * @param bufferBytes what is collected of a partition of one thread before it is grouped
 */
record AggregateLimits(
    int tableGroups, int partitionBits, int directGroups, int serialMerge, int bufferBytes) {
  private static final int LEAST_BUFFER = 64 << 10;
  private static final int FEWEST_BITS = 4;

  /** What measured best. */
  static final AggregateLimits DEFAULT =
      new AggregateLimits(1 << 15, 8, 1 << 16, 1 << 13, 512 << 10);

  /**
   * These limits with buffers that take about a sixteenth of the memory at most: smaller ones, and
   * then fewer.
   */
  AggregateLimits within(long memory, int threads) {
    long share = Math.max(1, memory / 16 / threads);
    int most = 63 - Long.numberOfLeadingZeros(Math.max(1, share / LEAST_BUFFER));
    int bits = Math.min(partitionBits, Math.max(FEWEST_BITS, most));
    long each = Long.highestOneBit(Math.max(1, share >> bits));
    int bytes = (int) Math.max(LEAST_BUFFER, Math.min(bufferBytes, each));
    return new AggregateLimits(tableGroups, bits, directGroups, serialMerge, bytes);
  }
}
