package org.weft.container.aggregate;

import org.weft.container.hash.ColumnBuffer;
import org.weft.planner.expr.Aggregate;
import org.weft.planner.memory.Memory;
import org.weft.planner.vector.Vector;

/** BIT_AND, BIT_OR and BIT_XOR. */
final class BitsState extends AggregateState {
  private final Aggregate function;
  private final int offset;

  BitsState(Aggregate function, int operand, int seenOffset, int offset) {
    super(operand, seenOffset);
    this.function = function;
    this.offset = offset;
  }

  /** What changes nothing: the state of no rows, and the operand of a null. */
  static long neutral(Aggregate function) {
    return function == Aggregate.BIT_AND ? -1 : 0;
  }

  @Override
  void start(long row) {
    Memory.putLong(row + offset, neutral(function));
  }

  @Override
  void update(GroupedRows batch) {
    long values = batch.operands[operand()].values();
    for (int i = 0; i < batch.count; i++) {
      add(batch.groups[i] + offset, Memory.getLong(values + 8L * batch.rows[i]));
    }
  }

  private void add(long state, long value) {
    long bits = Memory.getLong(state);
    Memory.putLong(
        state,
        switch (function) {
          case BIT_AND -> bits & value;
          case BIT_OR -> bits | value;
          default -> bits ^ value;
        });
  }

  @Override
  void merge(GroupPairs pairs) {
    for (int i = 0; i < pairs.count; i++) {
      add(pairs.into[i] + offset, Memory.getLong(pairs.from[i] + offset));
    }
  }

  @Override
  void emit(EmittedGroups groups, ColumnBuffer out, Vector vector) {
    for (int i = 0; i < groups.count(); i++) {
      int p = groups.positions()[i];
      ExtremeState.put(out.layout(), out.values(), p, Memory.getLong(groups.at()[p] + offset));
    }
    vector.pointFlat(out.layout(), out.values(), seenValidity(groups, out));
  }
}
