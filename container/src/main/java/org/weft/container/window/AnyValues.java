package org.weft.container.window;

import org.weft.planner.memory.Memory;
import org.weft.planner.memory.MemoryScope;

/** ANY_VALUE: the first one of the frame. */
final class AnyValues implements WindowFunction {
  private final int argument;
  private final FrameRows frame;
  private final Included included;
  private final Scratch choices;
  private final NonNulls found;
  private final int[] bounds = new int[FrameRows.PIECE_NUMBERS];

  AnyValues(int argument, Included included, FrameRows frame, MemoryScope scope) {
    this.argument = argument;
    this.included = included;
    this.frame = frame;
    this.choices = new Scratch(scope);
    this.found = new NonNulls(scope);
  }

  @Override
  public void compute(WindowRows rows, ResultColumn results) {
    included.find(rows);
    if (!included.isAll()) {
      found.find(included.address(), rows.count());
    }
    long out = choices.ensure(4L * Math.max(1, rows.count()));
    for (int i = 0; i < rows.count(); i++) {
      Memory.putInt(out + 4L * i, first(frame.pieces(i, bounds)));
    }
    RowPicks.take(rows.column(argument), out, rows.count(), results);
  }

  private int first(int pieces) {
    for (int p = 0; p < pieces; p++) {
      int start = bounds[2 * p];
      int end = bounds[2 * p + 1];
      if (included.isAll()) {
        return start;
      }
      if (found.before(end) > found.before(start)) {
        return found.position(found.before(start));
      }
    }
    return RowPicks.NONE;
  }
}
