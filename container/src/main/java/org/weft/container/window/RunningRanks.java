package org.weft.container.window;

import org.weft.planner.expr.WindowCall.RankFunction;
import org.weft.planner.memory.Memory;
import org.weft.planner.vector.Layout;

/** ROW_NUMBER, RANK and DENSE_RANK of a partition that comes in parts. */
final class RunningRanks implements WindowFunction {
  private final RankFunction function;
  private long rows;
  private long rank;
  private long groups;

  RunningRanks(RankFunction function) {
    this.function = function;
  }

  @Override
  public void compute(WindowRows part, ResultColumn results) {
    long out = results.start(Layout.INT64, part.count());
    if (part.isFirstPart()) {
      rows = 0;
      groups = 0;
    }
    for (int i = part.fresh(); i < part.end(); i++) {
      rows++;
      if ((part.flag(i) & WindowRows.GROUP) != 0) {
        rank = rows;
        groups++;
      }
      long number =
          switch (function) {
            case ROW_NUMBER -> rows;
            case RANK -> rank;
            default -> groups;
          };
      Memory.putLong(out + 8L * i, number);
    }
  }
}
