package org.weft.io.parquet.write;

import org.weft.io.write.GrowingBytes;
import org.weft.planner.memory.Memory;
import org.weft.planner.memory.MemoryScope;

/**
 * One stored column of the row group in the making: its values, and levels that say where they
 * belong. An entry is a value, or the place of one that is not there.
 */
abstract sealed class ColumnRows implements AutoCloseable permits FlatRows, NestedRows {
  private final StoredColumn column;
  private final GrowingBytes values;
  private long valueCount;

  ColumnRows(StoredColumn column, MemoryScope memory) {
    this.column = column;
    this.values = new GrowingBytes(memory);
  }

  final StoredColumn column() {
    return column;
  }

  /** Values, and places where there is none. */
  abstract long entries();

  /** The end of a page that is to end about here: where a row ends. */
  abstract long pageEnd(long entry);

  /** How many rows begin among some entries. */
  abstract long rowsIn(long from, long to);

  abstract int definition(long entry);

  abstract int repetition(long entry);

  /** Entries that have a value. */
  final long valueCount() {
    return valueCount;
  }

  /** Address of the stored values. */
  final long values() {
    return values.address();
  }

  /** Bytes of all values. */
  final long valueBytes() {
    return values.size();
  }

  /** Appends values that lie in the layout of the column's type. */
  final void store(long from, int count) {
    if (column.form() == StoredColumn.Form.BYTES) {
      StoredValues.bytes(from, count, values);
      valueCount += count;
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
      case INTERVAL -> StoredValues.intervals(from, count, to);
      case BIG_ENDIAN -> StoredValues.bigEndian(from, count, to);
      case UUID -> StoredValues.uuids(from, count, to);
      case BYTES -> throw new IllegalStateException("bytes have been stored");
    }
    values.advance(bytes);
    valueCount += count;
  }

  /** Appends one value of any number of bytes. */
  final void storeBytes(long address, int length) {
    StoredValues.oneOfBytes(address, length, values);
    valueCount++;
  }

  void clear() {
    values.clear();
    valueCount = 0;
  }

  @Override
  public void close() {
    values.close();
  }
}
