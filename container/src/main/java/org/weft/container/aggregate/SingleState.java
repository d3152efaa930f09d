package org.weft.container.aggregate;

import org.weft.container.hash.ColumnBuffer;
import org.weft.container.hash.RowGather;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;
import org.weft.planner.memory.Memory;
import org.weft.planner.vector.Layout;
import org.weft.planner.vector.Vector;

/** SINGLE_VALUE: the value of the only row, which may be null; a second row is an error. */
final class SingleState extends AggregateState {
  private static final byte VALUE = 1;
  private static final byte NULL = 2;

  private final int filter;
  private final int offset;
  private final Layout layout;

  /** A state; {@code filter} is the operand that says which rows count, or {@link #NONE}. */
  SingleState(int operand, int filter, int seenOffset, int offset, Layout layout) {
    super(operand, seenOffset);
    this.filter = filter;
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
    long counts = filter == NONE ? 0 : batch.operands[filter].valid();
    for (int i = 0; i < batch.count; i++) {
      int row = batch.rows[i];
      long group = batch.groups[i];
      if (counts != 0 && Memory.getByte(counts + row) == 0) {
        continue;
      }
      if (Memory.getByte(group + seenOffset()) != 0) {
        throw tooMany();
      }
      if (valid == 0 || Memory.getByte(valid + row) != 0) {
        StoredValues.keep(layout, operand.values(), row, group + offset, batch.text);
        Memory.putByte(group + seenOffset(), VALUE);
      } else {
        Memory.putByte(group + seenOffset(), NULL);
      }
    }
  }

  @Override
  void merge(GroupPairs pairs) {
    for (int i = 0; i < pairs.count; i++) {
      byte seen = Memory.getByte(pairs.from[i] + seenOffset());
      if (seen == 0) {
        continue;
      }
      if (Memory.getByte(pairs.into[i] + seenOffset()) != 0) {
        throw tooMany();
      }
      Memory.putByte(pairs.into[i] + seenOffset(), seen);
      StoredValues.move(layout, pairs.from[i] + offset, pairs.into[i] + offset);
    }
  }

  @Override
  void emit(EmittedGroups groups, ColumnBuffer out, Vector vector) {
    RowGather.values(layout, groups.at(), groups.positions(), groups.count(), offset, out.values());
    vector.pointFlat(layout, out.values(), seenValidity(groups, out));
  }

  private static WeftException tooMany() {
    return WeftException.of(
            ErrorCode.TOO_MANY_ROWS, "a subquery used as a value gave more than one row")
        .hint("aggregate it, or add LIMIT 1");
  }
}
