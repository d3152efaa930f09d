package org.weft.container.aggregate;

import org.weft.container.accumulate.Moments;
import org.weft.container.hash.ColumnBuffer;
import org.weft.planner.expr.Aggregate;
import org.weft.planner.memory.Memory;
import org.weft.planner.physical.PhysicalPlan.HashAggregate.Phase;
import org.weft.planner.vector.Vector;
import org.weft.planner.vector.Views;

/** The variance and its relatives: {@link Moments}. Between two phases their words go as bytes. */
final class MomentsState extends AggregateState {
  private final Aggregate function;
  private final Phase phase;
  private final int offset;

  /** A state of {@link Moments#width} bytes; the operand is REAL, or TEXT in the FINAL phase. */
  MomentsState(Aggregate function, Phase phase, int operand, int offset) {
    super(operand, NONE);
    this.function = function;
    this.phase = phase;
    this.offset = offset;
  }

  @Override
  void update(GroupedRows batch) {
    Operand operand = batch.operands[operand()];
    long values = operand.values();
    long valid = operand.valid();
    if (phase == Phase.FINAL) {
      mergeAll(batch, values);
    } else if (Moments.isHigh(function)) {
      addAllHigh(batch, values, valid);
    } else {
      addAll(batch, values, valid);
    }
  }

  private void addAll(GroupedRows batch, long values, long valid) {
    for (int i = 0; i < batch.count; i++) {
      int row = batch.rows[i];
      if (valid == 0 || Memory.getByte(valid + row) != 0) {
        Moments.add(batch.groups[i] + offset, Memory.getDouble(values + 8L * row));
      }
    }
  }

  private void addAllHigh(GroupedRows batch, long values, long valid) {
    for (int i = 0; i < batch.count; i++) {
      int row = batch.rows[i];
      if (valid == 0 || Memory.getByte(valid + row) != 0) {
        Moments.addHigh(batch.groups[i] + offset, Memory.getDouble(values + 8L * row));
      }
    }
  }

  private void mergeAll(GroupedRows batch, long views) {
    for (int i = 0; i < batch.count; i++) {
      merge(batch.groups[i] + offset, Views.bytes(views + 16L * batch.rows[i]));
    }
  }

  private void merge(long into, long from) {
    if (Moments.isHigh(function)) {
      Moments.mergeHigh(into, from);
    } else {
      Moments.merge(into, from);
    }
  }

  @Override
  void merge(GroupPairs pairs) {
    for (int i = 0; i < pairs.count; i++) {
      merge(pairs.into[i] + offset, pairs.from[i] + offset);
    }
  }

  @Override
  void emit(EmittedGroups groups, ColumnBuffer out, Vector vector) {
    if (phase == Phase.PARTIAL) {
      StateBytes.point(groups, offset, Moments.width(function), out, vector);
      return;
    }
    long values = out.values();
    long validity = out.validity();
    for (int i = 0; i < groups.count(); i++) {
      int p = groups.positions()[i];
      long state = groups.at()[p] + offset;
      boolean isNull = Moments.isNull(function, state);
      Memory.putByte(validity + p, (byte) (isNull ? 0 : 1));
      Memory.putDouble(values + 8L * p, isNull ? 0 : Moments.result(function, state));
    }
    vector.pointFlat(out.layout(), values, validity);
  }
}
