package org.weft.container.aggregate;

import org.weft.container.hash.KeyBatch;

/** Where an index gets the row of a group that it has not met. */
public interface GroupRows {
  /** The row for the n-th keys of the batch. */
  long row(int n, long hash);

  /** Completes the rows at {@code groups[n]} for the listed n: afterwards they hold their keys. */
  void complete(KeyBatch keys, int[] list, int count, long[] groups);
}
