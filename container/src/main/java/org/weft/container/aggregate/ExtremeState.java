package org.weft.container.aggregate;

import org.weft.container.hash.ColumnBuffer;
import org.weft.planner.memory.Memory;
import org.weft.planner.vector.Layout;
import org.weft.planner.vector.Vector;

/** MIN or MAX of values that fit a word of the same order. */
final class ExtremeState extends AggregateState {
  private final int offset;
  private final Extreme extreme;

  ExtremeState(int operand, int seenOffset, int offset, Extreme extreme) {
    super(operand, seenOffset);
    this.offset = offset;
    this.extreme = extreme;
  }

  /** What any value replaces: the state of no rows, and the operand of a null. */
  static long neutral(Extreme extreme) {
    return extreme == Extreme.MIN ? Long.MAX_VALUE : Long.MIN_VALUE;
  }

  @Override
  void start(long row) {
    Memory.putLong(row + offset, neutral(extreme));
  }

  @Override
  void update(GroupedRows batch) {
    long values = batch.operands[operand()].values();
    if (extreme == Extreme.MIN) {
      lower(batch.groups, batch.rows, batch.count, values, offset);
    } else {
      raise(batch.groups, batch.rows, batch.count, values, offset);
    }
  }

  private static void lower(long[] groups, int[] rows, int count, long values, int offset) {
    for (int i = 0; i < count; i++) {
      long state = groups[i] + offset;
      Memory.putLong(state, Math.min(Memory.getLong(state), Memory.getLong(values + 8L * rows[i])));
    }
  }

  private static void raise(long[] groups, int[] rows, int count, long values, int offset) {
    for (int i = 0; i < count; i++) {
      long state = groups[i] + offset;
      Memory.putLong(state, Math.max(Memory.getLong(state), Memory.getLong(values + 8L * rows[i])));
    }
  }

  @Override
  void merge(GroupPairs pairs) {
    for (int i = 0; i < pairs.count; i++) {
      long into = pairs.into[i] + offset;
      long a = Memory.getLong(into);
      long b = Memory.getLong(pairs.from[i] + offset);
      Memory.putLong(into, extreme == Extreme.MIN ? Math.min(a, b) : Math.max(a, b));
    }
  }

  @Override
  void emit(EmittedGroups groups, ColumnBuffer out, Vector vector) {
    long values = out.values();
    Layout layout = out.layout();
    for (int i = 0; i < groups.count(); i++) {
      int p = groups.positions()[i];
      put(layout, values, p, Memory.getLong(groups.at()[p] + offset));
    }
    vector.pointFlat(layout, values, seenValidity(groups, out));
  }

  static void put(Layout layout, long values, int p, long word) {
    switch (layout) {
      case BOOL8, INT8 -> Memory.putByte(values + p, (byte) word);
      case INT16 -> Memory.putShort(values + 2L * p, (short) word);
      case INT32 -> Memory.putInt(values + 4L * p, (int) word);
      case INT64 -> Memory.putLong(values + 8L * p, word);
      case FLOAT32 -> Memory.putFloat(values + 4L * p, (float) OperandLoads.value(word));
      case FLOAT64 -> Memory.putDouble(values + 8L * p, OperandLoads.value(word));
      case INT128, VIEW -> throw new IllegalStateException(layout + " is more than a word");
    }
  }
}
