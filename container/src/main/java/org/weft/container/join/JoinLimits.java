package org.weft.container.join;

/**
 * The sizes at which the join changes its way; tests make them small.
 *
 * @param denseFactor an array by key is used if the keys' range is at most this many times the rows
 * @param narrowRound matches of a batch from which another round of narrowing beats gathering
 */
record JoinLimits(int denseFactor, int narrowRound) {
  /** What measured best. */
  static final JoinLimits DEFAULT = new JoinLimits(8, 1024);
}
