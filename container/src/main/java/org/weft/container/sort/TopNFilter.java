package org.weft.container.sort;

import org.weft.container.hash.ColumnIndex;
import org.weft.container.hash.RowNumbers;
import org.weft.planner.vector.Batch;
import org.weft.planner.vector.Layout;
import org.weft.planner.vector.Vector;

/**
 * Narrows batches to rows that may be among the first N. Key after key is added to the words, and
 * rows beyond the bound go as soon as that shows: later columns are then loaded for few rows only.
 */
final class TopNFilter {
  private final RowFormat format;
  private final WordPlan plan;
  private final TopNBound bound;
  private final KeyValues values = new KeyValues();
  private final ColumnIndex source = new ColumnIndex();
  private final int[] rows = new int[Batch.CAPACITY];
  private final long[] words = new long[Batch.CAPACITY];
  private final long[] addresses = new long[Batch.CAPACITY];
  private final byte[] nulls = new byte[Batch.CAPACITY];

  TopNFilter(RowFormat format, WordPlan plan, TopNBound bound) {
    this.format = format;
    this.plan = plan;
    this.bound = bound;
  }

  void narrow(Batch batch) {
    if (!bound.isSet()) {
      return;
    }
    int count = batch.selectedCount();
    System.arraycopy(RowNumbers.of(batch), 0, rows, 0, count);
    java.util.Arrays.fill(words, 0, count, 0);
    long limit = bound.limit();
    for (WordPart part : plan.parts()) {
      read(batch, format.keys().get(part.key()).ordinal(), count);
      part.addTo(words, values);
      count = keep(count, limit >>> part.shift(), part.shift());
      batch.select(rows, count);
      if (count == 0) {
        return;
      }
    }
  }

  private int keep(int count, long limit, int shift) {
    int m = 0;
    for (int i = 0; i < count; i++) {
      long word = words[i];
      words[m] = word;
      rows[m] = rows[i];
      m += Long.compareUnsigned(word >>> shift, limit) <= 0 ? 1 : 0;
    }
    return m;
  }

  private void read(Batch batch, int column, int count) {
    Vector vector = batch.column(column);
    source.point(vector, rows, count);
    int[] index = source.index();
    Layout layout = source.layout();
    for (int i = 0; i < count; i++) {
      addresses[i] = source.base() + ((long) index[i] << layout.shift());
    }
    ColumnIndex.nulls(vector, rows, count, nulls);
    byte[] valid = values.valid();
    for (int i = 0; i < count; i++) {
      valid[i] = (byte) (1 - nulls[i]);
    }
    values.read(layout, addresses, count);
  }
}
