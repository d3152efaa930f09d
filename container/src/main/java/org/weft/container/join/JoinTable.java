package org.weft.container.join;

import org.weft.container.hash.KeyBatch;

/**
 * Finds build rows by key: heads of chains of rows, which go on through {@link BuildLayout#NEXT}.
 * Read by all threads.
 */
interface JoinTable {
  /** Bits of an address; those above are free for other use. */
  int ADDRESS_BITS = 48;

  long ADDRESS = (1L << ADDRESS_BITS) - 1;

  /** Puts the first matching row of each of the keys, or 0, into {@code found}. */
  void first(KeyBatch probe, long[] found);

  /**
   * Replaces the rows found for the listed keys by the next ones that match, and drops those that
   * have none from the list.
   *
   * @return how many are left
   */
  int next(KeyBatch probe, int[] list, int count, long[] found);

  /** False if no two rows have the same key: then {@link #next} finds nothing. */
  boolean hasDuplicates();

  /** Without a match: keys of which one is null. */
  static void dropNulls(KeyBatch probe, long[] found) {
    if (probe.hasNulls()) {
      for (int i = 0; i < probe.count(); i++) {
        if (probe.hasNull(i)) {
          found[i] = 0;
        }
      }
    }
  }
}
