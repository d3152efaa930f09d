package org.weft.container.window;

import org.weft.planner.expr.WindowCall;
import org.weft.planner.expr.WindowCall.Count;
import org.weft.planner.expr.WindowCall.NullTreatment;
import org.weft.planner.memory.Memory;
import org.weft.planner.memory.MemoryScope;

/** FIRST_VALUE, LAST_VALUE and NTH_VALUE. */
final class Picks implements WindowFunction {
  private final WindowCall.Pick call;
  private final FrameRows frame;
  private final Scratch choices;
  private final NonNulls nonNulls;
  private final int[] bounds = new int[FrameRows.PIECE_NUMBERS];

  Picks(WindowCall.Pick call, FrameRows frame, MemoryScope scope) {
    this.call = call;
    this.frame = frame;
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
    boolean isByRow = call.nth() instanceof Count.OfRow;
    if (frame.excludes() || isByRow) {
      KeptColumn numbers = isByRow ? rows.column(((Count.OfRow) call.nth()).column()) : null;
      for (int i = 0; i < count; i++) {
        long nth = isByRow ? nth(numbers, i) : fixed();
        int pieces = nth < 1 ? 0 : frame.pieces(i, bounds);
        Memory.putInt(out + 4L * i, skips ? ofValues(pieces, nth) : ofRows(pieces, nth));
      }
    } else if (fixed() < 1) {
      for (int i = 0; i < count; i++) {
        Memory.putInt(out + 4L * i, RowPicks.NONE);
      }
    } else if (skips) {
      values(count, out);
    } else {
      rows(count, out);
    }
    RowPicks.take(column, out, count, results);
  }

  private long fixed() {
    return ((Count.Fixed) call.nth()).number();
  }

  /** The row's own number; 0 for null. */
  private static long nth(KeptColumn numbers, int row) {
    return numbers.isNull(row) ? 0 : Memory.getLong(numbers.values() + 8L * row);
  }

  private void rows(int count, long out) {
    long starts = frame.starts();
    long ends = frame.ends();
    boolean fromEnd = call.function() == WindowCall.PickFunction.LAST_VALUE;
    long skip = Math.min(fixed() - 1, Integer.MAX_VALUE);
    for (int i = 0; i < count; i++) {
      int start = Memory.getInt(starts + 4L * i);
      int end = Memory.getInt(ends + 4L * i);
      long row = fromEnd ? end - 1L : start + skip;
      Memory.putInt(out + 4L * i, row >= start && row < end ? (int) row : RowPicks.NONE);
    }
  }

  private void values(int count, long out) {
    long starts = frame.starts();
    long ends = frame.ends();
    boolean fromEnd = call.function() == WindowCall.PickFunction.LAST_VALUE;
    long skip = Math.min(fixed() - 1, Integer.MAX_VALUE);
    for (int i = 0; i < count; i++) {
      int first = nonNulls.before(Memory.getInt(starts + 4L * i));
      int behind = nonNulls.before(Memory.getInt(ends + 4L * i));
      long n = fromEnd ? behind - 1L : first + skip;
      boolean found = n >= first && n < behind;
      Memory.putInt(out + 4L * i, found ? nonNulls.position((int) n) : RowPicks.NONE);
    }
  }

  private int ofRows(int pieces, long nth) {
    if (pieces == 0) {
      return RowPicks.NONE;
    }
    if (call.function() == WindowCall.PickFunction.LAST_VALUE) {
      return bounds[2 * pieces - 1] - 1;
    }
    long skip = nth - 1;
    for (int p = 0; p < pieces; p++) {
      int length = bounds[2 * p + 1] - bounds[2 * p];
      if (skip < length) {
        return bounds[2 * p] + (int) skip;
      }
      skip -= length;
    }
    return RowPicks.NONE;
  }

  private int ofValues(int pieces, long nth) {
    boolean fromEnd = call.function() == WindowCall.PickFunction.LAST_VALUE;
    long skip = nth - 1;
    for (int i = 0; i < pieces; i++) {
      int p = fromEnd ? pieces - 1 - i : i;
      int first = nonNulls.before(bounds[2 * p]);
      int length = nonNulls.before(bounds[2 * p + 1]) - first;
      if (skip < length) {
        return nonNulls.position(fromEnd ? first + length - 1 : first + (int) skip);
      }
      skip -= fromEnd ? 0 : length;
    }
    return RowPicks.NONE;
  }
}
