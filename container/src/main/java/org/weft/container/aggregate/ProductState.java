package org.weft.container.aggregate;

import org.weft.container.hash.ColumnBuffer;
import org.weft.container.hash.RowGather;
import org.weft.planner.memory.Memory;
import org.weft.planner.vector.Vector;

/** PRODUCT of floats. */
final class ProductState extends AggregateState {
  private final int offset;

  ProductState(int operand, int seenOffset, int offset) {
    super(operand, seenOffset);
    this.offset = offset;
  }

  @Override
  void start(long row) {
    Memory.putDouble(row + offset, 1);
  }

  @Override
  void update(GroupedRows batch) {
    long values = batch.operands[operand()].values();
    for (int i = 0; i < batch.count; i++) {
      long state = batch.groups[i] + offset;
      double value = Memory.getDouble(values + 8L * batch.rows[i]);
      Memory.putDouble(state, Memory.getDouble(state) * value);
    }
  }

  @Override
  void merge(GroupPairs pairs) {
    for (int i = 0; i < pairs.count; i++) {
      long into = pairs.into[i] + offset;
      Memory.putDouble(into, Memory.getDouble(into) * Memory.getDouble(pairs.from[i] + offset));
    }
  }

  @Override
  void emit(EmittedGroups groups, ColumnBuffer out, Vector vector) {
    RowGather.values(
        out.layout(), groups.at(), groups.positions(), groups.count(), offset, out.values());
    vector.pointFlat(out.layout(), out.values(), seenValidity(groups, out));
  }
}
