package org.weft.container.join;

import java.util.Arrays;
import org.weft.container.hash.KeyBatch;
import org.weft.container.hash.KeyForm;
import org.weft.container.hash.KeyLayout;
import org.weft.planner.memory.Memory;

/**
 * Between which words the keys of rows lie, noted as the rows come: a pass of its own over 1.5 M
 * stored rows took a tenth of TPC-H Q9, on one thread while the others waited. Of keys that are one
 * word, and of rows without a null key. For one thread.
 */
final class KeyExtents {
  private final KeyLayout keys;
  private final long[] least;
  private final long[] greatest;
  private long rows;

  KeyExtents(KeyLayout keys) {
    this.keys = keys;
    this.least = new long[keys.keys()];
    this.greatest = new long[keys.keys()];
    Arrays.fill(least, Long.MAX_VALUE);
    Arrays.fill(greatest, Long.MIN_VALUE);
  }

  /** Takes in all rows of the batch. */
  void add(KeyBatch batch) {
    int count = batch.count();
    for (int k = 0; k < least.length; k++) {
      if (keys.form(k) == KeyForm.WORD) {
        if (batch.hasNulls()) {
          addComplete(k, batch);
        } else {
          addAll(k, batch.words(k), count);
        }
      }
    }
    rows += count;
    if (batch.hasNulls()) {
      for (int i = 0; i < count; i++) {
        rows -= batch.hasNull(i) ? 1 : 0;
      }
    }
  }

  private void addAll(int key, long[] words, int count) {
    long low = least[key];
    long high = greatest[key];
    for (int i = 0; i < count; i++) {
      low = Math.min(low, words[i]);
      high = Math.max(high, words[i]);
    }
    least[key] = low;
    greatest[key] = high;
  }

  private void addComplete(int key, KeyBatch batch) {
    long[] words = batch.words(key);
    for (int i = 0; i < batch.count(); i++) {
      if (!batch.hasNull(i)) {
        add(key, words[i]);
      }
    }
  }

  /** Takes in a stored row. */
  void add(long row) {
    if (keys.hasNull(row)) {
      return;
    }
    for (int k = 0; k < least.length; k++) {
      if (keys.form(k) == KeyForm.WORD) {
        add(k, Memory.getLong(row + keys.offset(k)));
      }
    }
    rows++;
  }

  private void add(int key, long word) {
    least[key] = Math.min(least[key], word);
    greatest[key] = Math.max(greatest[key], word);
  }

  /** Rows without a null key. */
  long rows() {
    return rows;
  }

  /** The least word of a key; above {@link #greatest} if there is no row. */
  long least(int key) {
    return least[key];
  }

  long greatest(int key) {
    return greatest[key];
  }
}
