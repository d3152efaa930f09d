package org.weft.container.aggregate;

import org.weft.container.hash.KeyBatch;

/** Groups that exist as rows already: the first row met of a key becomes the group. */
final class AdoptedGroups implements GroupRows {
  private final long[] rows;

  AdoptedGroups(long[] rows) {
    this.rows = rows;
  }

  @Override
  public long row(int n, long hash) {
    return rows[n];
  }

  @Override
  public void complete(KeyBatch keys, int[] list, int count, long[] groups) {}
}
