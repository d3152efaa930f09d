package org.weft.container.join;

import org.weft.planner.memory.Memory;
import org.weft.planner.memory.MemoryScope;

/** A bit for each of many rows. For one thread. */
final class RowMarks {
  private final long bits;

  /** All 0, in memory of the scope. */
  RowMarks(long rows, MemoryScope scope) {
    bits = scope.allocateZeroed((rows >>> 3) + 1).address();
  }

  void set(long row) {
    long at = bits + (row >>> 3);
    Memory.putByte(at, (byte) (Memory.getByte(at) | 1 << (row & 7)));
  }

  boolean isSet(long row) {
    return (Memory.getByte(bits + (row >>> 3)) >>> (row & 7) & 1) != 0;
  }
}
