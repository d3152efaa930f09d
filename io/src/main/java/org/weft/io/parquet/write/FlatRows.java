package org.weft.io.parquet.write;

import org.weft.io.write.GrowingBytes;
import org.weft.planner.memory.Block;
import org.weft.planner.memory.Memory;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.vector.Gather;
import org.weft.planner.vector.Layout;
import org.weft.planner.vector.Vector;

/** A column without nesting: which rows have a value. */
final class FlatRows extends ColumnRows {
  private final Layout layout;
  private final Block gathered;
  private final GrowingBytes validity;
  private long rows;

  /**
   * @param gathered room for a batch of values of any layout, which columns may share
   */
  FlatRows(StoredColumn column, Block gathered, MemoryScope memory) {
    super(column, memory);
    this.layout = Layout.of(column.field().type());
    this.validity = new GrowingBytes(memory);
    this.gathered = gathered;
  }

  @Override
  long entries() {
    return rows;
  }

  @Override
  long pageEnd(long entry) {
    return Math.min(entry, rows);
  }

  @Override
  long rowsIn(long from, long to) {
    return to - from;
  }

  @Override
  int definition(long entry) {
    return validity.size() == 0 ? 1 : Memory.getByte(validity.address() + entry);
  }

  @Override
  int repetition(long entry) {
    return 0;
  }

  /** Appends rows of a batch. */
  void append(Vector vector, int[] selection, int count) {
    long from = gathered.address();
    if (layout == Layout.INT128) {
      Gather.wide(vector, selection, 0, count, from);
    } else {
      Gather.values(vector, selection, 0, count, from);
    }
    int dense = count;
    if (vector.mayHaveNulls() || valueCount() < rows) {
      catchUp();
      long valid = validity.reserve(count);
      int nulls = Gather.validity(vector, selection, 0, count, valid);
      validity.advance(count);
      if (nulls > 0) {
        dense = StoredValues.dense(from, layout.shift(), valid, count);
      } else if (valueCount() == rows) {
        validity.clear();
      }
    }
    store(from, dense);
    rows += count;
  }

  /** Notes of the rows so far that all have values. */
  private void catchUp() {
    if (valueCount() == rows) {
      validity.clear();
      Memory.fill(validity.reserve(rows), rows, (byte) 1);
      validity.advance(rows);
    }
  }

  @Override
  void clear() {
    super.clear();
    validity.clear();
    rows = 0;
  }

  @Override
  public void close() {
    super.close();
    validity.close();
  }
}
