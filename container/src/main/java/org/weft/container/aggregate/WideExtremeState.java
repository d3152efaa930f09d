package org.weft.container.aggregate;

import org.weft.container.hash.ColumnBuffer;
import org.weft.container.hash.RowGather;
import org.weft.planner.memory.Memory;
import org.weft.planner.vector.Vector;

/** MIN or MAX of 128-bit decimals. */
final class WideExtremeState extends AggregateState {
  private final int offset;
  private final Extreme extreme;

  WideExtremeState(int operand, int seenOffset, int offset, Extreme extreme) {
    super(operand, seenOffset);
    this.offset = offset;
    this.extreme = extreme;
  }

  @Override
  void start(long row) {
    Memory.putLong(row + offset, extreme == Extreme.MIN ? -1 : 0);
    Memory.putLong(row + offset + 8, ExtremeState.neutral(extreme));
  }

  @Override
  void update(GroupedRows batch) {
    Operand operand = batch.operands[operand()];
    long valid = operand.valid();
    for (int i = 0; i < batch.count; i++) {
      int row = batch.rows[i];
      if (valid == 0 || Memory.getByte(valid + row) != 0) {
        offer(batch.groups[i] + offset, operand.values() + 16L * row);
      }
    }
  }

  @Override
  void merge(GroupPairs pairs) {
    for (int i = 0; i < pairs.count; i++) {
      offer(pairs.into[i] + offset, pairs.from[i] + offset);
    }
  }

  private void offer(long state, long value) {
    long low = Memory.getLong(value);
    long high = Memory.getLong(value + 8);
    int order = Long.compare(high, Memory.getLong(state + 8));
    if (order == 0) {
      order = Long.compareUnsigned(low, Memory.getLong(state));
    }
    if (extreme == Extreme.MIN ? order < 0 : order > 0) {
      Memory.putLong(state, low);
      Memory.putLong(state + 8, high);
    }
  }

  @Override
  void emit(EmittedGroups groups, ColumnBuffer out, Vector vector) {
    RowGather.values(
        out.layout(), groups.at(), groups.positions(), groups.count(), offset, out.values());
    vector.pointFlat(out.layout(), out.values(), seenValidity(groups, out));
  }
}
