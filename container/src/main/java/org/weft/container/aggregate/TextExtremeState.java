package org.weft.container.aggregate;

import org.weft.container.hash.ColumnBuffer;
import org.weft.container.hash.RowGather;
import org.weft.planner.memory.ByteArena;
import org.weft.planner.memory.Memory;
import org.weft.planner.vector.Vector;
import org.weft.planner.vector.Views;

/** MIN or MAX of strings and binaries, by unsigned bytes. */
final class TextExtremeState extends AggregateState {
  private final int offset;
  private final Extreme extreme;

  TextExtremeState(int operand, int seenOffset, int offset, Extreme extreme) {
    super(operand, seenOffset);
    this.offset = offset;
    this.extreme = extreme;
  }

  @Override
  int textOffset() {
    return offset;
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
      if (valid == 0 || Memory.getByte(valid + row) != 0) {
        long view = operand.values() + 16L * row;
        if (isBetter(batch.groups[i], view)) {
          keep(batch.groups[i], view, batch.text);
        }
      }
    }
  }

  private boolean isBetter(long group, long view) {
    if (Memory.getByte(group + seenOffset()) == 0) {
      return true;
    }
    int order = Views.compare(view, group + offset);
    return extreme == Extreme.MIN ? order < 0 : order > 0;
  }

  private void keep(long group, long view, ByteArena text) {
    long state = group + offset;
    int length = Views.length(view);
    // the bytes are this state's alone: a value that fits replaces the one before
    boolean fits = Memory.getByte(group + seenOffset()) != 0 && length <= Views.length(state);
    long bytes = fits ? Views.bytes(state) : text.reserve(length);
    Memory.copy(Views.bytes(view), bytes, length);
    Memory.putLong(state, Views.head(view));
    Memory.putLong(state + 8, bytes);
    Memory.putByte(group + seenOffset(), (byte) 1);
  }

  @Override
  void merge(GroupPairs pairs) {
    for (int i = 0; i < pairs.count; i++) {
      long from = pairs.from[i];
      if (Memory.getByte(from + seenOffset()) != 0 && isBetter(pairs.into[i], from + offset)) {
        long state = pairs.into[i] + offset;
        Memory.putLong(state, Memory.getLong(from + offset));
        Memory.putLong(state + 8, Memory.getLong(from + offset + 8));
        Memory.putByte(pairs.into[i] + seenOffset(), (byte) 1);
      }
    }
  }

  @Override
  void emit(EmittedGroups groups, ColumnBuffer out, Vector vector) {
    RowGather.values(
        out.layout(), groups.at(), groups.positions(), groups.count(), offset, out.values());
    vector.pointFlat(out.layout(), out.values(), seenValidity(groups, out));
  }
}
