package org.weft.io.parquet.page;

import org.weft.planner.memory.Memory;
import org.weft.planner.vector.Batch;
import org.weft.planner.vector.Dictionary;
import org.weft.planner.vector.Layout;
import org.weft.planner.vector.Vector;

/**
 * Makes one batch of a column of pieces of pages. Ids stay ids unless the batch also holds values;
 * values of one page that lie as they are wanted are not copied.
 */
final class ColumnFill {
  /** Unpacking an id in its row takes a quarter of the time of picking one. */
  private static final int ROWS_PER_PICK = 4;

  private final ColumnBuffers buffers;
  private final Layout layout;
  private final int shift;

  private Batch batch;
  private int rows;
  private int done;
  private boolean asIds;
  private boolean anyNull;

  /** Where all values of the batch lie in a page, or 0. */
  private long inPlace;

  ColumnFill(Layout layout, ColumnBuffers buffers) {
    this.layout = layout;
    this.shift = layout.shift();
    this.buffers = buffers;
  }

  /** Starts a batch. */
  void start(Batch filled) {
    batch = filled;
    rows = filled.rowCount();
    done = 0;
    asIds = true;
    anyNull = false;
    inPlace = 0;
  }

  /**
   * Appends the next rows of a page.
   *
   * @param dictionary the chunk's, or null
   */
  void append(DataPage page, int n, Dictionary dictionary) {
    int present = page.levels(buffers.validity() + done, n);
    markNulls(n, present);
    PageValues values = page.values();
    if (values instanceof IdValues ids && asIds) {
      appendIds(ids, n, present);
    } else if (values instanceof NoValues && asIds) {
      values.skip(present);
      BitUnpacker.fill(buffers.ids() + 4L * done, n, 0);
    } else {
      if (asIds) {
        leaveIds(dictionary);
      }
      appendValues(values, n, present);
    }
    page.endIfRead();
    done += n;
  }

  /** Points the vector at the batch. */
  void point(Vector vector, Dictionary dictionary) {
    long validity = anyNull ? buffers.validity() : 0;
    if (inPlace != 0) {
      vector.pointFlat(layout, inPlace, validity);
    } else if (!asIds) {
      vector.pointFlat(layout, buffers.data(), validity);
    } else if (dictionary != null) {
      vector.pointDictionary(dictionary, buffers.ids(), validity);
    } else {
      // ids without a dictionary: every row is null
      Memory.fill(buffers.data(), (long) rows << shift, (byte) 0);
      vector.pointFlat(layout, buffers.data(), validity);
    }
  }

  private void markNulls(int n, int present) {
    if (present < n) {
      if (!anyNull) {
        Memory.fill(buffers.validity(), done, (byte) 1);
        anyNull = true;
      }
    } else if (anyNull) {
      Memory.fill(buffers.validity() + done, n, (byte) 1);
    }
  }

  private void appendIds(IdValues ids, int n, int present) {
    long to = buffers.ids() + 4L * done;
    if (present == n) {
      if (n == rows && isSparse()) {
        ids.readSelectedIds(to, batch);
      } else {
        ids.readIds(to, n);
      }
      return;
    }
    long dense = buffers.dense();
    ids.readIds(dense, present);
    Memory.putInt(dense + 4L * present, 0);
    Spread.spread(2, dense, buffers.validity() + done, to, n);
  }

  /** True if it is cheaper to pick the selected ids one by one than to unpack all. */
  private boolean isSparse() {
    return batch.selection() != null && batch.selectedCount() < rows / ROWS_PER_PICK;
  }

  private void appendValues(PageValues values, int n, int present) {
    if (present == n) {
      inPlace = n == rows ? values.pass(n) : 0;
      if (inPlace == 0) {
        values.read(buffers.data() + ((long) done << shift), n);
      }
      return;
    }
    long dense = buffers.dense();
    values.read(dense, present);
    Memory.fill(dense + ((long) present << shift), layout.width(), (byte) 0);
    long to = buffers.data() + ((long) done << shift);
    Spread.spread(shift, dense, buffers.validity() + done, to, n);
  }

  /** The chunk switches from ids to values within the batch, or has none. */
  private void leaveIds(Dictionary dictionary) {
    asIds = false;
    if (done == 0) {
      return;
    }
    if (dictionary != null) {
      Gather.gather(shift, dictionary.data(), buffers.ids(), buffers.data(), done);
    } else {
      Memory.fill(buffers.data(), (long) done << shift, (byte) 0);
    }
  }
}
