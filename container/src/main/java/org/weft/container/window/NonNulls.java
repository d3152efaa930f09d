package org.weft.container.window;

import org.weft.planner.memory.Memory;
import org.weft.planner.memory.MemoryScope;

/** Which rows have a value: how many before a row, and where the n-th lies. For one thread. */
final class NonNulls {
  private final Scratch before;
  private final Scratch positions;

  NonNulls(MemoryScope scope) {
    this.before = new Scratch(scope);
    this.positions = new Scratch(scope);
  }

  /** Finds the rows whose byte is 1. */
  void find(long validity, int count) {
    long ranks = before.ensure(4L * (count + 1));
    long found = positions.ensure(4L * (count + 1));
    int n = 0;
    for (int i = 0; i < count; i++) {
      Memory.putInt(ranks + 4L * i, n);
      Memory.putInt(found + 4L * n, i);
      n += Memory.getByte(validity + i);
    }
    Memory.putInt(ranks + 4L * count, n);
  }

  /** How many of the rows before this one have a value. */
  int before(int row) {
    return Memory.getInt(before.address() + 4L * row);
  }

  /** The row of the n-th value, from 0. */
  int position(int n) {
    return Memory.getInt(positions.address() + 4L * n);
  }

  /** The address of {@link #before} of row 0, as int32. */
  long ranks() {
    return before.address();
  }
}
