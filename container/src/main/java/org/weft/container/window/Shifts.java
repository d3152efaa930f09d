package org.weft.container.window;

import org.weft.planner.expr.WindowCall;
import org.weft.planner.expr.WindowCall.Count;
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
    boolean skips = call.nulls() == NullTreatment.IGNORE && column.validity() != 0;
    if (skips) {
      nonNulls.find(column.validity(), count);
    }
    if (call.rows() instanceof Count.OfRow of) {
      byRow(rows, rows.column(of.column()), skips, out);
    } else {
      fixed(rows, ((Count.Fixed) call.rows()).number(), skips, out);
    }
    RowPicks.take(column, out, count, results);
    if (call.otherwise().isPresent()) {
      RowPicks.otherwise(rows.column(call.otherwise().getAsInt()), out, count, results);
    }
  }

  private static long near(long distance) {
    return Math.max(-(1L << 32), Math.min(1L << 32, distance));
  }

  private void fixed(WindowRows rows, long number, boolean skipsNulls, long out) {
    long distance = near(number);
    boolean skips = skipsNulls && distance != 0;
    for (int p = 0; p < rows.partitions(); p++) {
      int start = rows.partition(p);
      int end = rows.partition(p + 1);
      if (skips) {
        skipping(start, end, distance, out);
      } else {
        shifted(start, end, distance, out);
      }
    }
  }

  /** A distance that is null gives null. */
  private void byRow(WindowRows rows, KeptColumn distances, boolean skips, long out) {
    for (int p = 0; p < rows.partitions(); p++) {
      int start = rows.partition(p);
      int end = rows.partition(p + 1);
      for (int i = start; i < end; i++) {
        int choice = RowPicks.NULL;
        if (!distances.isNull(i)) {
          long distance = near(Memory.getLong(distances.values() + 8L * i));
          long row = i - distance;
          choice =
              skips && distance != 0
                  ? skipping(i, start, end, distance)
                  : row >= start && row < end ? (int) row : RowPicks.NONE;
        }
        Memory.putInt(out + 4L * i, choice);
      }
    }
  }

  private int skipping(int row, int start, int end, long distance) {
    long n =
        distance > 0 ? nonNulls.before(row) - distance : nonNulls.before(row + 1) - distance - 1;
    boolean found = n >= nonNulls.before(start) && n < nonNulls.before(end);
    return found ? nonNulls.position((int) n) : RowPicks.NONE;
  }

  private static void shifted(int start, int end, long distance, long out) {
    for (long i = start; i < end; i++) {
      long row = i - distance;
      Memory.putInt(out + 4L * i, row >= start && row < end ? (int) row : RowPicks.NONE);
    }
  }

  private void skipping(int start, int end, long distance, long out) {
    for (int i = start; i < end; i++) {
      Memory.putInt(out + 4L * i, skipping(i, start, end, distance));
    }
  }
}
