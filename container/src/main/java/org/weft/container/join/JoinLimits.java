package org.weft.container.join;

/**
 * The sizes at which the join changes its way; tests make them small.
 *
 * @param denseFactor an array by key is used if the keys' range is at most this many times the rows
 * @param narrowRound matches of a batch from which another round of narrowing beats gathering
 * @param memory the most that build rows read back from disk may take at a time
 */
record JoinLimits(int denseFactor, int narrowRound, long memory) {
  /**
   * What a table takes for each row, at most, beside the row; twice as much where there is memory.
   */
  static final long TABLE_BYTES = 16;

  /** What measured best. */
  static final JoinLimits DEFAULT = new JoinLimits(8, 1024, Long.MAX_VALUE);
}
