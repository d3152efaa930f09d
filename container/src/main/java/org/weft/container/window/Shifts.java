package org.weft.container.window;

import org.weft.planner.expr.WindowCall;
import org.weft.planner.expr.WindowCall.NullTreatment;
import org.weft.planner.memory.Memory;
import org.weft.planner.memory.MemoryScope;

/** LAG and LEAD. */
final class Shifts implements WindowFunction {
  private final WindowCall.Shift call;
  private final Scratch choices;
  private final NonNulls nonNulls;

  Shifts(WindowCall.Shift call, MemoryScope scope) {
    this.call = call;
    this.choices = new Scratch(scope);
    this.nonNulls = new NonNulls(scope);
  }

  @Override
  public void compute(WindowRows rows, ResultColumn results) {
    KeptColumn column = rows.column(call.argument());
    int count = rows.count();
    long out = choices.ensure(4L * Math.max(1, count));
    boolean skips =
        call.nulls() == NullTreatment.IGNORE && column.validity() != 0 && call.rows() != 0;
    if (skips) {
      nonNulls.find(column.validity(), count);
    }
    long distance = Math.max(-(1L << 32), Math.min(1L << 32, call.rows()));
    for (int p = 0; p < rows.partitions(); p++) {
      int start = rows.partition(p);
      int end = rows.partition(p + 1);
      if (skips) {
        skipping(start, end, distance, out);
      } else {
        shifted(start, end, distance, out);
      }
    }
    RowPicks.take(column, out, count, results);
    call.otherwise()
        .ifPresent(other -> RowPicks.otherwise(rows.column(other), out, count, results));
  }

  private static void shifted(int start, int end, long distance, long out) {
    for (long i = start; i < end; i++) {
      long row = i - distance;
      Memory.putInt(out + 4L * i, row >= start && row < end ? (int) row : RowPicks.NONE);
    }
  }

  private void skipping(int start, int end, long distance, long out) {
    long first = nonNulls.before(start);
    long behind = nonNulls.before(end);
    for (int i = start; i < end; i++) {
      long n = distance > 0 ? nonNulls.before(i) - distance : nonNulls.before(i + 1) - distance - 1;
      boolean found = n >= first && n < behind;
      Memory.putInt(out + 4L * i, found ? nonNulls.position((int) n) : RowPicks.NONE);
    }
  }
}
