package org.weft.container.window;

import org.weft.planner.expr.WindowCall;
import org.weft.planner.expr.WindowCall.Count;
import org.weft.planner.expr.WindowCall.NullTreatment;

/**
 * The row that FIRST_VALUE, LAST_VALUE or NTH_VALUE takes of those shown so far, from the start of
 * a partition on. For one thread.
 */
final class PickedRow {
  /** Of the rows shown, none is to be taken. */
  static final int NONE = -1;

  private final WindowCall.Pick call;

  /** Rows, or values, that still come before the one that is taken; negative once it was. */
  private long left;

  PickedRow(WindowCall.Pick call) {
    this.call = call;
    reset();
  }

  /** A new partition begins. */
  void reset() {
    left = ((Count.Fixed) call.nth()).number() - 1;
  }

  /**
   * The row among those from {@code from} to before {@code to} that is taken instead of another.
   */
  int among(WindowRows rows, int from, int to) {
    KeptColumn column = rows.column(call.argument());
    boolean skips = call.nulls() == NullTreatment.IGNORE && column.validity() != 0;
    if (call.function() == WindowCall.PickFunction.LAST_VALUE) {
      int last = to - 1;
      while (skips && last >= from && column.isNull(last)) {
        last--;
      }
      return last >= from ? last : NONE;
    }
    if (left < 0) {
      return NONE;
    }
    return skips ? nextValue(column, from, to) : nextRow(from, to);
  }

  private int nextRow(int from, int to) {
    long row = from + left;
    left -= to - from;
    return row < to ? (int) row : NONE;
  }

  private int nextValue(KeptColumn column, int from, int to) {
    for (int i = from; i < to; i++) {
      if (!column.isNull(i) && left-- == 0) {
        return i;
      }
    }
    return NONE;
  }
}
