package org.weft.container.aggregate;

import org.weft.planner.error.WeftException;
import org.weft.planner.memory.Memory;

/** Updates all {@link SumState}s of a thread's groups. */
final class IntegerSums {
  private final SumState[] sums;
  private final SumWidths widths;
  private final GroupStore stores;
  private final long[] from;
  private final int[] to;
  private final long[] result = new long[2];

  /** Sums in the groups of these stores. */
  IntegerSums(SumState[] sums, GroupStore stores) {
    this.sums = sums;
    this.widths = new SumWidths(sums.length);
    this.stores = stores;
    this.from = new long[sums.length];
    this.to = new int[sums.length];
  }

  SumWidths widths() {
    return widths;
  }

  /**
   * Takes in a batch's rows by their group's address.
   *
   * @param rowsOffset where the group's rows are counted, or {@link AggregateState#NONE}
   */
  void update(GroupedRows batch, int rowsOffset) {
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
      try {
        addWide(batch, operand, sum.offset());
      } catch (WeftException e) {
        throw sum.failure(e);
      }
    }
    addNarrow(batch, narrow, countWithSums(batch, narrow, rowsOffset));
  }

  private static void addWide(GroupedRows batch, Operand operand, int offset) {
    if (operand.isWide()) {
      SumLoops.addBig(batch.groups, batch.rows, batch.count, operand.values(), offset);
    } else {
      SumLoops.addWide(batch.groups, batch.rows, batch.count, operand.values(), offset);
    }
  }

  /** Counts rows in the same pass as the first sums; returns how many sums those were. */
  private int countWithSums(GroupedRows batch, int narrow, int rowsOffset) {
    if (rowsOffset == AggregateState.NONE) {
      return 0;
    }
    switch (Math.min(narrow, 2)) {
      case 0 -> SumLoops.count(batch.groups, batch.count, rowsOffset);
      case 1 ->
          SumLoops.countAndAdd1(batch.groups, batch.rows, batch.count, rowsOffset, from[0], to[0]);
      default ->
          SumLoops.countAndAdd2(
              batch.groups, batch.rows, batch.count, rowsOffset, from[0], to[0], from[1], to[1]);
    }
    return Math.min(narrow, 2);
  }

  private void addNarrow(GroupedRows batch, int narrow, int done) {
    int s = done;
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

  /** Takes in a batch's rows group by group. */
  void update(GroupedRows batch, RowRuns runs) {
    for (SumState sum : sums) {
      Operand operand = batch.operands[sum.operand()];
      try {
        for (int r = 0; r < runs.count(); r++) {
          add(sum, operand, runs, r);
        }
      } catch (WeftException e) {
        throw sum.failure(e);
      }
    }
  }

  private void add(SumState sum, Operand operand, RowRuns runs, int run) {
    int first = runs.from(run);
    int end = runs.to(run);
    long state = runs.group(run) + sum.offset();
    if (operand.isWide()) {
      widen(sum, widths, stores);
      RunLoops.addBig(runs.order(), first, end, operand.values(), state);
      return;
    }
    RunLoops.sum(runs.order(), first, end, operand.values(), result);
    if (widths.admit(sum.number(), result[1], end - first)) {
      Memory.putLong(state, Memory.getLong(state) + result[0]);
      return;
    }
    widen(sum, widths, stores);
    if (SumWidths.mayExceedWord(result[1])) {
      RunLoops.sumExactly(runs.order(), first, end, operand.values(), result);
    } else {
      result[1] = result[0] >> 63;
    }
    SumLoops.check(SumLoops.addBig(state, result[0], result[1]));
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
