package org.weft.container.window;

import org.weft.container.expression.kernel.SelectLoops;
import org.weft.planner.memory.Memory;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.vector.Layout;
import org.weft.planner.vector.Views;

/**
 * MIN and MAX: which row of the frame has the least or greatest value. Frames that only grow keep
 * the best row, frames that move on keep those that can still become the best, any other are put
 * together from a tree of best rows.
 */
final class Extremes implements WindowFunction {
  /** Which end of the order. */
  enum End {
    LEAST,
    GREATEST
  }

  private final int argument;
  private final End wanted;
  private final FrameRows frame;
  private final Included included;
  private final Scratch choices;
  private final Scratch orders;
  private final Scratch tree;
  private final Scratch queue;
  private final int[] bounds = new int[FrameRows.PIECE_NUMBERS];
  private KeptColumn column;

  /** The address of words whose order is that of the values, the wanted end first; or 0. */
  private long words;

  Extremes(int argument, End wanted, Included included, FrameRows frame, MemoryScope scope) {
    this.argument = argument;
    this.wanted = wanted;
    this.included = included;
    this.frame = frame;
    this.choices = new Scratch(scope);
    this.orders = new Scratch(scope);
    this.tree = new Scratch(scope);
    this.queue = new Scratch(scope);
  }

  @Override
  public void compute(WindowRows rows, ResultColumn results) {
    included.find(rows);
    column = rows.column(argument);
    int count = rows.count();
    loadWords(count);
    long out = choices.ensure(4L * Math.max(1, count));
    if (frame.isPartition() || frame.isRunning()) {
      growing(rows, out);
    } else if (!frame.excludes() && moveOn(rows)) {
      moving(rows, out);
    } else {
      any(count, out);
    }
    RowPicks.take(column, out, count, results);
  }

  private void loadWords(int count) {
    Layout layout = column.layout();
    if (layout == Layout.INT128 || layout == Layout.VIEW) {
      words = 0;
      return;
    }
    words = orders.ensure(8L * Math.max(1, count));
    long flip = wanted == End.LEAST ? 0 : -1;
    for (int i = 0; i < count; i++) {
      Memory.putLong(words + 8L * i, word(layout, i) ^ flip);
    }
  }

  private long word(Layout layout, int i) {
    long values = column.values();
    return switch (layout) {
      case BOOL8, INT8 -> Memory.getByte(values + i);
      case INT16 -> Memory.getShort(values + 2L * i);
      case INT32 -> Memory.getInt(values + 4L * i);
      case INT64 -> Memory.getLong(values + 8L * i);
      case FLOAT32 -> SelectLoops.order(Memory.getFloat(values + 4L * i));
      case FLOAT64 -> SelectLoops.order(Memory.getDouble(values + 8L * i));
      case INT128, VIEW -> throw new IllegalStateException(layout + " is more than a word");
    };
  }

  /** True if row {@code a} is nearer to the wanted end than row {@code b}. */
  private boolean isBetter(int a, int b) {
    if (words != 0) {
      return Memory.getLong(words + 8L * a) < Memory.getLong(words + 8L * b);
    }
    long x = column.values() + 16L * a;
    long y = column.values() + 16L * b;
    int order;
    if (column.layout() == Layout.VIEW) {
      order = Views.compare(x, y);
    } else {
      order = Long.compare(Memory.getLong(x + 8), Memory.getLong(y + 8));
      order = order != 0 ? order : Long.compareUnsigned(Memory.getLong(x), Memory.getLong(y));
    }
    return wanted == End.LEAST ? order < 0 : order > 0;
  }

  private void growing(WindowRows rows, long out) {
    boolean isWhole = frame.isPartition();
    long ends = isWhole ? 0 : frame.ends();
    for (int p = 0; p < rows.partitions(); p++) {
      int start = rows.partition(p);
      int end = rows.partition(p + 1);
      int best = RowPicks.NONE;
      int next = start;
      for (int i = start; i < end; i++) {
        int until = isWhole ? end : Memory.getInt(ends + 4L * i);
        if (until < next) {
          best = RowPicks.NONE;
          next = start;
        }
        for (; next < until; next++) {
          if (included.has(next) && (best < 0 || isBetter(next, best))) {
            best = next;
          }
        }
        Memory.putInt(out + 4L * i, best);
      }
    }
  }

  /** True if neither the starts nor the ends of frames ever go back. */
  private boolean moveOn(WindowRows rows) {
    long starts = frame.starts();
    long ends = frame.ends();
    int back = 0;
    for (int i = 1; i < rows.count(); i++) {
      back |= Memory.getInt(starts + 4L * i) - Memory.getInt(starts + 4L * (i - 1));
      back |= Memory.getInt(ends + 4L * i) - Memory.getInt(ends + 4L * (i - 1));
    }
    return back >= 0;
  }

  /** The queue holds rows of the frame, each better than all behind it. */
  private void moving(WindowRows rows, long out) {
    long starts = frame.starts();
    long ends = frame.ends();
    int count = rows.count();
    long waiting = queue.ensure(4L * Math.max(1, count));
    int head = 0;
    int tail = 0;
    int next = 0;
    for (int i = 0; i < count; i++) {
      int start = Memory.getInt(starts + 4L * i);
      int end = Memory.getInt(ends + 4L * i);
      for (next = Math.max(next, start); next < end; next++) {
        if (included.has(next)) {
          while (tail > head && !isBetter(Memory.getInt(waiting + 4L * (tail - 1)), next)) {
            tail--;
          }
          Memory.putInt(waiting + 4L * tail++, next);
        }
      }
      while (head < tail && Memory.getInt(waiting + 4L * head) < start) {
        head++;
      }
      Memory.putInt(out + 4L * i, head < tail ? Memory.getInt(waiting + 4L * head) : RowPicks.NONE);
    }
  }

  private void any(int count, long out) {
    long nodes = tree.ensure(8L * Math.max(1, count));
    for (int i = 0; i < count; i++) {
      Memory.putInt(nodes + 4L * (count + i), included.has(i) ? i : RowPicks.NONE);
    }
    for (int i = count - 1; i > 0; i--) {
      int left = Memory.getInt(nodes + 8L * i);
      int right = Memory.getInt(nodes + 8L * i + 4);
      Memory.putInt(nodes + 4L * i, better(left, right));
    }
    for (int i = 0; i < count; i++) {
      int pieces = frame.pieces(i, bounds);
      int best = RowPicks.NONE;
      for (int p = 0; p < pieces; p++) {
        best = between(nodes, count + bounds[2 * p], count + bounds[2 * p + 1], best);
      }
      Memory.putInt(out + 4L * i, best);
    }
  }

  private int better(int a, int b) {
    if (a < 0 || b < 0) {
      return Math.max(a, b);
    }
    return isBetter(b, a) ? b : a;
  }

  private int between(long nodes, int start, int end, int known) {
    int best = known;
    int low = start;
    int high = end;
    while (low < high) {
      if ((low & 1) == 1) {
        best = better(best, Memory.getInt(nodes + 4L * low++));
      }
      if ((high & 1) == 1) {
        best = better(best, Memory.getInt(nodes + 4L * --high));
      }
      low >>= 1;
      high >>= 1;
    }
    return best;
  }
}
