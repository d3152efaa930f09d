package org.weft.io.parquet.write;

import org.weft.io.write.GrowingBytes;
import org.weft.planner.memory.Block;
import org.weft.planner.memory.Memory;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.vector.Gather;
import org.weft.planner.vector.Layout;
import org.weft.planner.vector.Vector;

/** One column of the row group in the making: stored values, and which rows have one. */
final class ColumnRows implements AutoCloseable {
  private final StoredColumn column;
  private final Layout layout;
  private final Block gathered;
  private final GrowingBytes values;
  private final GrowingBytes validity;
  private long rows;
  private long valueCount;

  /**
   * @param gathered room for a batch of values of any layout, which columns may share
   */
  ColumnRows(StoredColumn column, Block gathered, MemoryScope memory) {
    this.column = column;
    this.layout = Layout.of(column.field().type());
    this.values = new GrowingBytes(memory);
    this.validity = new GrowingBytes(memory);
    this.gathered = gathered;
  }

  StoredColumn column() {
    return column;
  }

  long rows() {
    return rows;
  }

  /** Rows that have a value. */
  long valueCount() {
    return valueCount;
  }

  /** Address of the stored values, those of null rows left out. */
  long values() {
    return values.address();
  }

  /** Bytes of all values. */
  long valueBytes() {
    return values.size();
  }

  /** Address of one byte per row, 0 for null; only if there are fewer values than rows. */
  long validity() {
    return validity.address();
  }

  void append(Vector vector, int[] selection, int count) {
    long from = gathered.address();
    if (layout == Layout.INT128) {
      Gather.wide(vector, selection, 0, count, from);
    } else {
      Gather.values(vector, selection, 0, count, from);
    }
    int dense = count;
    if (vector.mayHaveNulls() || valueCount < rows) {
      catchUp();
      long valid = validity.reserve(count);
      int nulls = Gather.validity(vector, selection, 0, count, valid);
      validity.advance(count);
      if (nulls > 0) {
        dense = StoredValues.dense(from, layout.shift(), valid, count);
      } else if (valueCount == rows) {
        validity.clear();
      }
    }
    store(from, dense);
    rows += count;
    valueCount += dense;
  }

  /** Notes of the rows so far that all have values. */
  private void catchUp() {
    if (valueCount == rows) {
      validity.clear();
      Memory.fill(validity.reserve(rows), rows, (byte) 1);
      validity.advance(rows);
    }
  }

  private void store(long from, int count) {
    if (column.form() == StoredColumn.Form.BYTES) {
      StoredValues.bytes(from, count, values);
      return;
    }
    long bytes = (long) column.width() * count;
    long to = values.reserve(bytes);
    switch (column.form()) {
      case SAME, BITS -> Memory.copy(from, to, bytes);
      case INT8_TO_INT32 -> StoredValues.int8ToInt32(from, count, to);
      case INT16_TO_INT32 -> StoredValues.int16ToInt32(from, count, to);
      case INT64_TO_INT32 -> StoredValues.int64ToInt32(from, count, to);
      case SECONDS_TO_MILLIS -> StoredValues.secondsToMillis(from, count, to);
      case BIG_ENDIAN -> StoredValues.bigEndian(from, count, to);
      case BYTES -> throw new IllegalStateException("bytes have been stored");
    }
    values.advance(bytes);
  }

  void clear() {
    values.clear();
    validity.clear();
    rows = 0;
    valueCount = 0;
  }

  @Override
  public void close() {
    values.close();
    validity.close();
  }
}
