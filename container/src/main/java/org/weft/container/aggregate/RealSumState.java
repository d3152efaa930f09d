package org.weft.container.aggregate;

import org.weft.container.hash.ColumnBuffer;
import org.weft.container.hash.RowGather;
import org.weft.planner.memory.Memory;
import org.weft.planner.vector.Vector;

/** SUM of floats, as a double. */
final class RealSumState extends AggregateState {
  private final int offset;

  RealSumState(int operand, int seenOffset, int offset) {
    super(operand, seenOffset);
    this.offset = offset;
  }

  @Override
  void update(GroupedRows batch) {
    SumLoops.addReals(
        batch.groups, batch.rows, batch.count, batch.operands[operand()].values(), offset);
  }

  @Override
  void merge(GroupPairs pairs) {
    for (int i = 0; i < pairs.count; i++) {
      long into = pairs.into[i] + offset;
      Memory.putDouble(into, Memory.getDouble(into) + Memory.getDouble(pairs.from[i] + offset));
    }
  }

  @Override
  void emit(EmittedGroups groups, ColumnBuffer out, Vector vector) {
    RowGather.values(
        out.layout(), groups.at(), groups.positions(), groups.count(), offset, out.values());
    vector.pointFlat(out.layout(), out.values(), seenValidity(groups, out));
  }
}
