package org.weft.container.sort;

import org.weft.container.hash.ColumnIndex;
import org.weft.planner.vector.Batch;
import org.weft.planner.vector.Layout;
import org.weft.planner.vector.Vector;

/** Reads keys of batches as numbers that sort as they do. For one thread. */
final class KeyReader {
  private final KeyValues values = new KeyValues();
  private final ColumnIndex source = new ColumnIndex();
  private final long[] addresses = new long[Batch.CAPACITY];
  private final byte[] nulls = new byte[Batch.CAPACITY];

  /** A column of some rows of a batch; until the next call. */
  KeyValues read(Vector vector, int[] rows, int count) {
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
    return values;
  }
}
