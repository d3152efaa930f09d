package org.weft.io.parquet.write;

import org.weft.io.write.GrowingBytes;
import org.weft.planner.memory.Memory;
import org.weft.planner.memory.MemoryScope;

/** A part of a nested column: the levels of its entries, a byte each. */
final class NestedRows extends ColumnRows {
  private final GrowingBytes definition;
  private final GrowingBytes repetition;

  NestedRows(StoredColumn column, MemoryScope memory) {
    super(column, memory);
    this.definition = new GrowingBytes(memory);
    this.repetition = new GrowingBytes(memory);
  }

  /** Appends the levels of an entry; if it has a value, that is to be stored next. */
  void entry(int repeated, int defined) {
    Memory.putByte(repetition.reserve(1), (byte) repeated);
    repetition.advance(1);
    Memory.putByte(definition.reserve(1), (byte) defined);
    definition.advance(1);
  }

  /** Appends the levels of entries that all have a value, but for the first's repetition alike. */
  void entries(int first, int others, int count) {
    long at = repetition.reserve(count);
    Memory.fill(at, count, (byte) others);
    Memory.putByte(at, (byte) first);
    repetition.advance(count);
    Memory.fill(definition.reserve(count), count, (byte) column().place().definition());
    definition.advance(count);
  }

  @Override
  long entries() {
    return definition.size();
  }

  @Override
  long pageEnd(long entry) {
    long end = Math.min(entry, entries());
    while (end < entries() && repetition(end) > 0) {
      end++;
    }
    return end;
  }

  @Override
  long rowsIn(long from, long to) {
    if (column().place().repetition() == 0) {
      return to - from;
    }
    long rows = 0;
    for (long entry = from; entry < to; entry++) {
      rows += repetition(entry) == 0 ? 1 : 0;
    }
    return rows;
  }

  @Override
  int definition(long entry) {
    return Memory.getByte(definition.address() + entry);
  }

  @Override
  int repetition(long entry) {
    return Memory.getByte(repetition.address() + entry);
  }

  @Override
  void clear() {
    super.clear();
    definition.clear();
    repetition.clear();
  }

  @Override
  public void close() {
    super.close();
    definition.close();
    repetition.close();
  }
}
