package org.weft.container.aggregate;

/**
 * The sizes at which the aggregation changes its way; tests make them small.
 *
 * @param tableGroups groups of one thread's table before it is partitioned, and from then on before
 *     its index is emptied
 * @param partitionBits binary logarithm of the number of partitions
 * @param directGroups combinations of dictionary ids up to which no hash is computed
 * @param serialMerge groups of all threads up to which one thread merges them
 */
record AggregateLimits(int tableGroups, int partitionBits, int directGroups, int serialMerge) {
  /** What measured best. */
  static final AggregateLimits DEFAULT = new AggregateLimits(1 << 18, 6, 1 << 16, 1 << 13);
}
