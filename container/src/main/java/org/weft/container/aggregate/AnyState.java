package org.weft.container.aggregate;

import org.weft.container.hash.ColumnBuffer;
import org.weft.container.hash.RowGather;
import org.weft.planner.memory.Memory;
import org.weft.planner.vector.Layout;
import org.weft.planner.vector.Vector;

/** ANY_VALUE: the first value that is not null. */
final class AnyState extends AggregateState {
  private final int offset;
  private final Layout layout;

  AnyState(int operand, int seenOffset, int offset, Layout layout) {
    super(operand, seenOffset);
    this.offset = offset;
    this.layout = layout;
  }

  @Override
  int textOffset() {
    return layout == Layout.VIEW ? offset : NONE;
  }

  @Override
  boolean isSeenMarkedForIt() {
    return false;
  }

  @Override
  void update(GroupedRows batch) {
    Operand operand = batch.operands[operand()];
    long valid = operand.valid();
    for (int i = 0; i < batch.count; i++) {
      int row = batch.rows[i];
      long group = batch.groups[i];
      if (Memory.getByte(group + seenOffset()) == 0
          && (valid == 0 || Memory.getByte(valid + row) != 0)) {
        Memory.putByte(group + seenOffset(), (byte) 1);
        StoredValues.keep(layout, operand.values(), row, group + offset, batch.text);
      }
    }
  }

  @Override
  void merge(GroupPairs pairs) {
    for (int i = 0; i < pairs.count; i++) {
      long into = pairs.into[i];
      long from = pairs.from[i];
      if (Memory.getByte(into + seenOffset()) == 0 && Memory.getByte(from + seenOffset()) != 0) {
        Memory.putByte(into + seenOffset(), (byte) 1);
        StoredValues.move(layout, from + offset, into + offset);
      }
    }
  }

  @Override
  void emit(EmittedGroups groups, ColumnBuffer out, Vector vector) {
    RowGather.values(layout, groups.at(), groups.positions(), groups.count(), offset, out.values());
    vector.pointFlat(layout, out.values(), seenValidity(groups, out));
  }
}
