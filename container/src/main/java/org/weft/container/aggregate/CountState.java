package org.weft.container.aggregate;

import org.weft.container.hash.ColumnBuffer;
import org.weft.planner.memory.Memory;
import org.weft.planner.vector.Vector;

/**
 * COUNT: the rows of the group, which all counts share, less those that this one left out. So
 * batches without nulls cost one addition per row, however many counts there are.
 */
final class CountState extends AggregateState {
  private final int rowsOffset;
  private final int missedOffset;

  /** A count; {@code missedOffset} is {@link #NONE} if no row can be left out. */
  CountState(int operand, int rowsOffset, int missedOffset) {
    super(operand, NONE);
    this.rowsOffset = rowsOffset;
    this.missedOffset = missedOffset;
  }

  @Override
  void update(GroupedRows batch) {
    if (missedOffset == NONE) {
      return;
    }
    long valid = batch.operands[operand()].valid();
    if (valid != 0) {
      countMissed(batch.groups, batch.rows, batch.count, valid, missedOffset);
    }
  }

  private static void countMissed(long[] groups, int[] rows, int count, long valid, int offset) {
    for (int i = 0; i < count; i++) {
      if (Memory.getByte(valid + rows[i]) == 0) {
        long state = groups[i] + offset;
        Memory.putLong(state, Memory.getLong(state) + 1);
      }
    }
  }

  @Override
  void merge(GroupPairs pairs) {
    if (missedOffset == NONE) {
      return;
    }
    for (int i = 0; i < pairs.count; i++) {
      long into = pairs.into[i] + missedOffset;
      Memory.putLong(into, Memory.getLong(into) + Memory.getLong(pairs.from[i] + missedOffset));
    }
  }

  @Override
  void emit(EmittedGroups groups, ColumnBuffer out, Vector vector) {
    long values = out.values();
    for (int i = 0; i < groups.count(); i++) {
      int p = groups.positions()[i];
      long row = groups.at()[p];
      long missed = missedOffset == NONE ? 0 : Memory.getLong(row + missedOffset);
      Memory.putLong(values + 8L * p, Memory.getLong(row + rowsOffset) - missed);
    }
    vector.pointFlat(out.layout(), values, 0);
  }
}
