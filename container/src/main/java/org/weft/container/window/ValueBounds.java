package org.weft.container.window;

import org.weft.container.expression.kernel.SelectLoops;
import org.weft.planner.expr.SortKey;
import org.weft.planner.expr.WindowFrame.Bound;
import org.weft.planner.memory.Memory;
import org.weft.planner.vector.Layout;

/**
 * Finds where values of the order key lie in their partitions. Searches from where the row before
 * found its own, in growing steps: values that move with the rows cost a step or two each.
 */
final class ValueBounds {
  private static final int LARGEST_STEP = 1 << 29;

  private final WindowRows rows;
  private final KeptColumn values;
  private final KeptColumn keys;
  private final int sign;

  ValueBounds(WindowRows rows, Bound.Value bound, SortKey order) {
    this.rows = rows;
    this.values = rows.column(bound.value());
    this.keys = rows.column(bound.key());
    this.sign = order.direction() == SortKey.Direction.ASCENDING ? 1 : -1;
  }

  /**
   * Writes for each row the first row that does not come before its value, or the first that comes
   * behind it.
   */
  void find(long out, boolean isStart) {
    for (int p = 0; p < rows.partitions(); p++) {
      partition(rows.partition(p), rows.partition(p + 1), out, isStart);
    }
  }

  private void partition(int start, int end, long out, boolean isStart) {
    // nulls lie at one end
    int first = start;
    while (first < end && keys.isNull(first)) {
      first++;
    }
    int last = end;
    while (last > first && keys.isNull(last - 1)) {
      last--;
    }
    int found = first;
    for (int i = start; i < end; i++) {
      int bound;
      if (keys.isNull(i)) {
        // the nulls are each other's peers
        bound = isStart ? (i < first ? start : last) : (i < first ? first : end);
      } else {
        found = search(i, found, first, last, isStart ? 0 : 1);
        bound = found;
      }
      Memory.putInt(out + 4L * i, bound);
    }
  }

  /** The first of the rows whose key compares at least so with the value: 0 equal, 1 behind. */
  private int search(int row, int near, int first, int last, int atLeast) {
    int low = first;
    int high = last;
    int step = 1;
    if (near < last && !reaches(near, row, atLeast)) {
      low = near + 1;
      while (low < last - step && !reaches(low + step, row, atLeast)) {
        low += step + 1;
        step = Math.min(2 * step, LARGEST_STEP);
      }
      high = low < last - step ? low + step : last;
    } else {
      high = near;
      while (high - step > first && reaches(high - step, row, atLeast)) {
        high -= step;
        step = Math.min(2 * step, LARGEST_STEP);
      }
      low = Math.max(first, high - step);
    }
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (reaches(middle, row, atLeast)) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  private boolean reaches(int candidate, int row, int atLeast) {
    return compare(candidate, row) * sign >= atLeast;
  }

  /** A key with a bound's value: -1, 0 or 1. */
  private int compare(int candidate, int row) {
    Layout layout = keys.layout();
    long a = keys.values() + ((long) candidate << layout.shift());
    long b = values.values() + ((long) row << layout.shift());
    return switch (layout) {
      case BOOL8, INT8 -> Integer.compare(Memory.getByte(a), Memory.getByte(b));
      case INT16 -> Integer.compare(Memory.getShort(a), Memory.getShort(b));
      case INT32 -> Integer.compare(Memory.getInt(a), Memory.getInt(b));
      case INT64 -> Long.compare(Memory.getLong(a), Memory.getLong(b));
      case INT128 -> {
        int high = Long.compare(Memory.getLong(a + 8), Memory.getLong(b + 8));
        yield high != 0 ? high : Long.compareUnsigned(Memory.getLong(a), Memory.getLong(b));
      }
      case FLOAT32 ->
          Long.compare(
              SelectLoops.order(Memory.getFloat(a)), SelectLoops.order(Memory.getFloat(b)));
      case FLOAT64 ->
          Long.compare(
              SelectLoops.order(Memory.getDouble(a)), SelectLoops.order(Memory.getDouble(b)));
      case VIEW -> throw new IllegalStateException("a distance between texts");
    };
  }
}
