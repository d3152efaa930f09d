package org.weft.container.window;

import org.weft.planner.memory.Memory;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.vector.Layout;

/**
 * SUM of floats, as doubles. Never by subtracting: a frame that starts with its partition grows by
 * adding, any other is put together from a tree of sums.
 */
final class RealSums implements WindowFunction {
  private static final int SHORT_FRAME = 16;

  private final int argument;
  private final FrameRows frame;
  private final Included included;
  private final FrameCounts counts;
  private final Scratch reals;
  private final Scratch frameCounts;
  private final int[] bounds = new int[FrameRows.PIECE_NUMBERS];

  /** The tree's leaves are the second half; the parent of n is n / 2. */
  private long tree;

  private int leaves;

  RealSums(int argument, Included included, FrameRows frame, MemoryScope scope) {
    this.argument = argument;
    this.included = included;
    this.frame = frame;
    this.counts = new FrameCounts(frame, included, scope);
    this.reals = new Scratch(scope);
    this.frameCounts = new Scratch(scope);
  }

  @Override
  public void compute(WindowRows rows, ResultColumn results) {
    included.find(rows);
    int count = rows.count();
    leaves = count;
    tree = reals.ensure(16L * Math.max(1, count));
    load(rows.column(argument), count);
    long out = results.start(Layout.FLOAT64, count);
    if (frame.isPartition()) {
      totals(rows, out);
    } else if (frame.isRunning()) {
      running(rows, out);
    } else {
      for (int i = count - 1; i > 0; i--) {
        put(i, at(2 * i) + at(2 * i + 1));
      }
      for (int i = 0; i < count; i++) {
        Memory.putDouble(out + 8L * i, ofPieces(frame.pieces(i, bounds)));
      }
    }
    boolean isNeverEmpty = included.isAll() && frame.isNeverEmpty();
    if (!isNeverEmpty) {
      long perFrame = frameCounts.ensure(8L * Math.max(1, count));
      counts.validity(rows, perFrame, results.withNulls(count));
    }
  }

  private double at(int node) {
    return Memory.getDouble(tree + 8L * node);
  }

  private void put(int node, double value) {
    Memory.putDouble(tree + 8L * node, value);
  }

  private void load(KeptColumn column, int count) {
    boolean isFloat = column.layout() == Layout.FLOAT32;
    for (int i = 0; i < count; i++) {
      double value =
          isFloat
              ? Memory.getFloat(column.values() + 4L * i)
              : Memory.getDouble(column.values() + 8L * i);
      put(leaves + i, included.has(i) ? value : 0);
    }
  }

  private void totals(WindowRows rows, long out) {
    for (int p = 0; p < rows.partitions(); p++) {
      double sum = 0;
      int start = rows.partition(p);
      int end = rows.partition(p + 1);
      for (int i = start; i < end; i++) {
        sum += at(leaves + i);
      }
      for (int i = start; i < end; i++) {
        Memory.putDouble(out + 8L * i, sum);
      }
    }
  }

  private void running(WindowRows rows, long out) {
    long ends = frame.ends();
    for (int p = 0; p < rows.partitions(); p++) {
      int start = rows.partition(p);
      int end = rows.partition(p + 1);
      double sum = 0;
      int next = start;
      for (int i = start; i < end; i++) {
        int until = Memory.getInt(ends + 4L * i);
        if (until < next) {
          sum = 0;
          next = start;
        }
        for (; next < until; next++) {
          sum += at(leaves + next);
        }
        Memory.putDouble(out + 8L * i, sum);
      }
    }
  }

  private double ofPieces(int pieces) {
    double sum = 0;
    for (int p = 0; p < pieces; p++) {
      sum += between(bounds[2 * p], bounds[2 * p + 1]);
    }
    return sum;
  }

  private double between(int start, int end) {
    double sum = 0;
    if (end - start <= SHORT_FRAME) {
      for (int i = start; i < end; i++) {
        sum += at(leaves + i);
      }
      return sum;
    }
    int low = leaves + start;
    int high = leaves + end;
    while (low < high) {
      if ((low & 1) == 1) {
        sum += at(low++);
      }
      if ((high & 1) == 1) {
        sum += at(--high);
      }
      low >>= 1;
      high >>= 1;
    }
    return sum;
  }
}
