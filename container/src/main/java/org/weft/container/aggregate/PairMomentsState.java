package org.weft.container.aggregate;

import org.weft.container.accumulate.PairMoments;
import org.weft.container.hash.ColumnBuffer;
import org.weft.planner.expr.Aggregate;
import org.weft.planner.memory.Memory;
import org.weft.planner.physical.PhysicalPlan.HashAggregate.Phase;
import org.weft.planner.vector.Vector;
import org.weft.planner.vector.Views;

/** Covariance, correlation and regression: {@link PairMoments}. */
final class PairMomentsState extends AggregateState {
  private final Aggregate function;
  private final Phase phase;
  private final int second;
  private final int offset;

  /**
   * A state of {@link PairMoments#WIDTH} bytes.
   *
   * @param first operand of y, or of the states in the FINAL phase
   * @param second operand of x, or {@link #NONE}
   */
  PairMomentsState(Aggregate function, Phase phase, int first, int second, int offset) {
    super(first, NONE);
    this.function = function;
    this.phase = phase;
    this.second = second;
    this.offset = offset;
  }

  @Override
  void update(GroupedRows batch) {
    Operand y = batch.operands[operand()];
    if (phase == Phase.FINAL) {
      for (int i = 0; i < batch.count; i++) {
        PairMoments.merge(batch.groups[i] + offset, Views.bytes(y.values() + 16L * batch.rows[i]));
      }
      return;
    }
    Operand x = batch.operands[second];
    for (int i = 0; i < batch.count; i++) {
      int row = batch.rows[i];
      boolean counts =
          (y.valid() == 0 || Memory.getByte(y.valid() + row) != 0)
              && (x.valid() == 0 || Memory.getByte(x.valid() + row) != 0);
      if (counts) {
        PairMoments.add(
            batch.groups[i] + offset,
            Memory.getDouble(y.values() + 8L * row),
            Memory.getDouble(x.values() + 8L * row));
      }
    }
  }

  @Override
  void merge(GroupPairs pairs) {
    for (int i = 0; i < pairs.count; i++) {
      PairMoments.merge(pairs.into[i] + offset, pairs.from[i] + offset);
    }
  }

  @Override
  void emit(EmittedGroups groups, ColumnBuffer out, Vector vector) {
    if (phase == Phase.PARTIAL) {
      StateBytes.point(groups, offset, PairMoments.WIDTH, out, vector);
      return;
    }
    long values = out.values();
    long validity = out.validity();
    for (int i = 0; i < groups.count(); i++) {
      int p = groups.positions()[i];
      long state = groups.at()[p] + offset;
      if (function == Aggregate.REGR_COUNT) {
        Memory.putByte(validity + p, (byte) 1);
        Memory.putLong(values + 8L * p, PairMoments.count(state));
        continue;
      }
      boolean isNull = PairMoments.isNull(function, state);
      Memory.putByte(validity + p, (byte) (isNull ? 0 : 1));
      Memory.putDouble(values + 8L * p, isNull ? 0 : PairMoments.result(function, state));
    }
    vector.pointFlat(out.layout(), values, validity);
  }
}
