package org.weft.container.hash;

import java.util.Arrays;
import java.util.List;
import org.weft.planner.type.DataType;
import org.weft.planner.vector.Batch;

/**
 * The keys of at most {@link Batch#CAPACITY} rows, loaded from columns or from stored rows: words,
 * nulls and hashes, all numbered from 0. For one thread.
 */
public final class KeyBatch {
  /** No key is null. */
  public static final int NO_MASK = -1;

  private final KeyColumn[] columns;
  private final long[] hashes = new long[Batch.CAPACITY];
  private final long[] scratch = new long[Batch.CAPACITY];
  private final int[][] masks;
  private boolean hasNulls;
  private boolean isHashed;
  private int count;

  public KeyBatch(List<DataType> types) {
    if (types.isEmpty()) {
      throw new IllegalArgumentException("no keys");
    }
    columns = new KeyColumn[types.size()];
    for (int k = 0; k < columns.length; k++) {
      columns[k] = new KeyColumn(KeyForm.of(types.get(k)));
    }
    masks = new int[KeyLayout.maskCount(columns.length)][Batch.CAPACITY];
  }

  /** Loads the batch's columns at these ordinals, in these of its rows. */
  public void load(Batch batch, List<Integer> ordinals, int[] rows, int rowCount) {
    count = rowCount;
    hasNulls = false;
    for (int k = 0; k < columns.length; k++) {
      columns[k].load(batch.column(ordinals.get(k)), rows, rowCount);
      hasNulls |= columns[k].hasNulls();
    }
    if (hasNulls) {
      computeMasks();
    }
    isHashed = false;
  }

  /** Loads the batch's columns in rows of which no key is null. */
  public void loadPresent(Batch batch, List<Integer> ordinals, int[] rows, int rowCount) {
    count = rowCount;
    hasNulls = false;
    for (int k = 0; k < columns.length; k++) {
      columns[k].loadPresent(batch.column(ordinals.get(k)), rows, rowCount);
    }
    isHashed = false;
  }

  /** Loads the keys of stored rows. */
  public void load(KeyLayout layout, long[] rows, int rowCount) {
    count = rowCount;
    hasNulls = false;
    for (int k = 0; k < columns.length; k++) {
      columns[k].loadRows(rows, rowCount, layout.offset(k), layout.maskOffset(k), k & 31);
      hasNulls |= columns[k].hasNulls();
    }
    if (hasNulls) {
      computeMasks();
    }
    isHashed = false;
    layout.loadHashes(rows, this);
  }

  /**
   * Loads keys of one word each from fields of rows of another layout.
   *
   * @param maskOffset where an int32 lies whose bit k is 1 if key k is null, or {@link #NO_MASK}
   */
  public void loadWords(long[] rows, int rowCount, int[] offsets, int maskOffset) {
    count = rowCount;
    hasNulls = false;
    for (int k = 0; k < columns.length; k++) {
      columns[k].loadRows(rows, rowCount, offsets[k], maskOffset, k);
      hasNulls |= columns[k].hasNulls();
    }
    if (hasNulls) {
      computeMasks();
    }
    isHashed = false;
  }

  private void hash() {
    columns[0].hash(hashes, count);
    for (int k = 1; k < columns.length; k++) {
      columns[k].combine(hashes, count, scratch);
    }
  }

  private void computeMasks() {
    for (int[] mask : masks) {
      Arrays.fill(mask, 0);
    }
    for (int k = 0; k < columns.length; k++) {
      if (columns[k].hasNulls()) {
        addToMask(columns[k].nulls(), k & 31, count, masks[k >> 5]);
      }
    }
  }

  private static void addToMask(byte[] nulls, int bit, int count, int[] mask) {
    for (int i = 0; i < count; i++) {
      mask[i] |= nulls[i] << bit;
    }
  }

  public int count() {
    return count;
  }

  /** One hash per row, computed when first asked for: a table of close integers needs none. */
  public long[] hashes() {
    if (!isHashed) {
      hash();
      isHashed = true;
    }
    return hashes;
  }

  /** Takes the hashes that were stored with the rows. */
  long[] storedHashes() {
    isHashed = true;
    return hashes;
  }

  /** Room for one word per row, until the next load; once the hashes are computed, if they are. */
  public long[] scratch() {
    return scratch;
  }

  /** True if any key of any row is null. */
  public boolean hasNulls() {
    return hasNulls;
  }

  /** True if a key of the n-th row is null. */
  public boolean hasNull(int n) {
    if (hasNulls) {
      for (int[] mask : masks) {
        if (mask[n] != 0) {
          return true;
        }
      }
    }
    return false;
  }

  /** Bit k is 1 if key k of the n-th row is null, of the first 32 keys. */
  public int nullMask(int n) {
    return hasNulls ? masks[0][n] : 0;
  }

  /** The words of a key column; see {@link KeyForm}. */
  public long[] words(int key) {
    return columns[key].words();
  }

  /** Of keys of one column: for each row the value if it is one word, else its hash. */
  public long[] wordsOrHashes() {
    return columns[0].form() == KeyForm.WORD ? columns[0].words() : hashes();
  }

  KeyColumn column(int key) {
    return columns[key];
  }

  int size() {
    return columns.length;
  }

  /** Bit {@code k % 32} of the word {@code k / 32} is 1 if key k is null. */
  int[] mask(int word) {
    return masks[word];
  }
}
