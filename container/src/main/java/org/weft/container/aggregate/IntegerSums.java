package org.weft.container.aggregate;

import org.weft.planner.memory.Memory;

/** Updates all {@link SumState}s of a thread's groups. */
final class IntegerSums {
  private final SumState[] sums;
  private final SumWidths widths;
  private final long[] from;
  private final int[] to;

  IntegerSums(SumState[] sums) {
    this.sums = sums;
    this.widths = new SumWidths(sums.length);
    this.from = new long[sums.length];
    this.to = new int[sums.length];
  }

  SumWidths widths() {
    return widths;
  }

  /** Takes in a batch's rows; {@code stores} are all groups of the thread. */
  void update(GroupedRows batch, GroupStore stores) {
    int narrow = 0;
    for (SumState sum : sums) {
      Operand operand = batch.operands[sum.operand()];
      if (!operand.isWide() && !widths.isWide(sum.number())) {
        long magnitude = SumLoops.magnitude(operand.values(), batch.rows, batch.count);
        if (widths.admit(sum.number(), magnitude, batch.count)) {
          from[narrow] = operand.values();
          to[narrow++] = sum.offset();
          continue;
        }
      }
      widen(sum, widths, stores);
      if (operand.isWide()) {
        SumLoops.addBig(batch.groups, batch.rows, batch.count, operand.values(), sum.offset());
      } else {
        SumLoops.addWide(batch.groups, batch.rows, batch.count, operand.values(), sum.offset());
      }
    }
    addNarrow(batch, narrow);
  }

  private void addNarrow(GroupedRows batch, int narrow) {
    int s = 0;
    for (; s + 4 <= narrow; s += 4) {
      SumLoops.add4(batch.groups, batch.rows, batch.count, from, to, s);
    }
    if (narrow - s >= 2) {
      SumLoops.add2(batch.groups, batch.rows, batch.count, from[s], to[s], from[s + 1], to[s + 1]);
      s += 2;
    }
    if (s < narrow) {
      SumLoops.add1(batch.groups, batch.rows, batch.count, from[s], to[s]);
    }
  }

  /** Extends a sum's states to two words if they are not. */
  static void widen(SumState sum, SumWidths widths, GroupStore stores) {
    if (!widths.isWide(sum.number())) {
      widths.widen(sum.number());
      int offset = sum.offset();
      stores.forEachChunk((first, rows, width) -> extend(first + offset, rows, width));
    }
  }

  private static void extend(long state, int rows, int width) {
    for (long i = 0; i < rows; i++, state += width) {
      Memory.putLong(state + 8, Memory.getLong(state) >> 63);
    }
  }
}
