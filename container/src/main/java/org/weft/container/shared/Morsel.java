package org.weft.container.shared;

import org.weft.container.spill.SpilledRows;

/** Some of the rows, for one thread. */
sealed interface Morsel {
  long rows();

  /** Rows that lie one behind the other. */
  record InMemory(long address, int count) implements Morsel {
    @Override
    public long rows() {
      return count;
    }
  }

  /** What one thread spilled. */
  record OnDisk(SpilledRows spilled) implements Morsel {
    @Override
    public long rows() {
      return spilled.rows();
    }
  }
}
