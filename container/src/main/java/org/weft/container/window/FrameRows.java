package org.weft.container.window;

import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;
import org.weft.planner.expr.SortKey;
import org.weft.planner.expr.WindowFrame;
import org.weft.planner.expr.WindowFrame.Bound;
import org.weft.planner.expr.WindowFrame.Exclusion;
import org.weft.planner.expr.WindowFrame.Mode;
import org.weft.planner.expr.WindowFrame.Side;
import org.weft.planner.memory.Memory;
import org.weft.planner.memory.MemoryScope;

/**
 * The frame of every row: from one row to before another, which lie in the row's partition, without
 * what is excluded. Shared by all functions with the same frame. For one thread.
 */
final class FrameRows {
  /** Bounds of a piece are two numbers, and there are at most three pieces. */
  static final int PIECE_NUMBERS = 6;

  private final WindowFrame frame;
  private final SortKey order;
  private final Scratch starts;
  private final Scratch ends;
  private WindowRows rows;
  private boolean known;

  /**
   * @param order the first order key, or null if there is none
   */
  FrameRows(WindowFrame frame, SortKey order, MemoryScope scope) {
    this.frame = frame;
    this.order = order;
    this.starts = new Scratch(scope);
    this.ends = new Scratch(scope);
  }

  WindowFrame frame() {
    return frame;
  }

  /** True if every row's frame is its whole partition. */
  boolean isPartition() {
    return frame.equals(WindowFrame.ALL);
  }

  /** True if every frame starts where its partition does, and nothing is excluded. */
  boolean isRunning() {
    return frame.start() instanceof Bound.Unbounded && !excludes();
  }

  /** True if every frame surely has its own row. */
  boolean isNeverEmpty() {
    return !excludes() && holdsCurrent(frame.start(), 1) && holdsCurrent(frame.end(), -1);
  }

  private static boolean holdsCurrent(Bound bound, int outward) {
    return bound instanceof Bound.Unbounded
        || bound instanceof Bound.Current
        || bound instanceof Bound.Distance far && far.distance() * outward <= 0;
  }

  /** True if something may be excluded, so that a frame may be of several pieces. */
  boolean excludes() {
    return frame.exclusion() != Exclusion.NOTHING;
  }

  /** Starts with rows, whose frames are found when they are asked for. */
  void start(WindowRows all) {
    rows = all;
    known = false;
  }

  private void find() {
    if (known) {
      return;
    }
    known = true;
    long bytes = 4L * Math.max(1, rows.count());
    bound(frame.start(), starts.ensure(bytes), true);
    bound(frame.end(), ends.ensure(bytes), false);
    long from = starts.address();
    long to = ends.address();
    for (int i = 0; i < rows.count(); i++) {
      Memory.putInt(
          to + 4L * i, Math.max(Memory.getInt(to + 4L * i), Memory.getInt(from + 4L * i)));
    }
  }

  /** The address of the frames' first rows, as int32. */
  long starts() {
    find();
    return starts.address();
  }

  /** The address of the rows behind the frames' last ones, as int32; never before the first. */
  long ends() {
    find();
    return ends.address();
  }

  /**
   * The pieces of a row's frame: pairs of a first row and the row behind the last, in order.
   *
   * @return how many pieces; empty ones are left out
   */
  int pieces(int row, int[] bounds) {
    int start = Memory.getInt(starts() + 4L * row);
    int end = Memory.getInt(ends() + 4L * row);
    int pieces = 0;
    switch (frame.exclusion()) {
      case NOTHING -> pieces = add(bounds, pieces, start, end);
      case CURRENT_ROW -> {
        pieces = add(bounds, pieces, start, Math.min(end, row));
        pieces = add(bounds, pieces, Math.max(start, row + 1), end);
      }
      case GROUP -> {
        pieces = add(bounds, pieces, start, Math.min(end, groupStart(row)));
        pieces = add(bounds, pieces, Math.max(start, groupEnd(row)), end);
      }
      case TIES -> {
        pieces = add(bounds, pieces, start, Math.min(end, groupStart(row)));
        pieces = add(bounds, pieces, Math.max(start, row), Math.min(end, row + 1));
        pieces = add(bounds, pieces, Math.max(start, groupEnd(row)), end);
      }
    }
    return pieces;
  }

  private static int add(int[] bounds, int pieces, int start, int end) {
    if (start >= end) {
      return pieces;
    }
    bounds[2 * pieces] = start;
    bounds[2 * pieces + 1] = end;
    return pieces + 1;
  }

  private int group(int row) {
    return Memory.getInt(rows.groupNumbers() + 4L * row);
  }

  private int groupStart(int row) {
    return Memory.getInt(rows.groupStarts() + 4L * group(row));
  }

  private int groupEnd(int row) {
    return Memory.getInt(rows.groupStarts() + 4L * (group(row) + 1));
  }

  private void bound(Bound bound, long out, boolean isStart) {
    if (bound instanceof Bound.Unbounded) {
      unbounded(out, isStart ? 0 : 1);
    } else if (bound instanceof Bound.Value value) {
      new ValueBounds(rows, value, order).find(out, isStart);
    } else if (bound instanceof Bound.RowDistance far) {
      byRow(far, out, isStart ? 0 : 1);
    } else if (frame.mode() == Mode.ROWS) {
      long distance = bound instanceof Bound.Distance far ? far.distance() : 0;
      rowsAway(out, isStart ? distance : distance + 1);
    } else {
      long distance = bound instanceof Bound.Distance far ? far.distance() : 0;
      groupsAway(out, isStart ? distance : distance + 1);
    }
  }

  private void unbounded(long out, int side) {
    for (int p = 0; p < rows.partitions(); p++) {
      int end = rows.partition(p + 1);
      int edge = rows.partition(p + side);
      for (int i = rows.partition(p); i < end; i++) {
        Memory.putInt(out + 4L * i, edge);
      }
    }
  }

  private void rowsAway(long out, long distance) {
    long near = Math.max(-(1L << 32), Math.min(1L << 32, distance));
    for (int p = 0; p < rows.partitions(); p++) {
      long start = rows.partition(p);
      long end = rows.partition(p + 1);
      for (long i = start; i < end; i++) {
        Memory.putInt(out + 4L * i, (int) Math.max(start, Math.min(end, i + near)));
      }
    }
  }

  /** Each row's own distance. */
  private void byRow(Bound.RowDistance bound, long out, int more) {
    KeptColumn distances = rows.column(bound.distance());
    for (int p = 0; p < rows.partitions(); p++) {
      int start = rows.partition(p);
      int end = rows.partition(p + 1);
      for (int i = start; i < end; i++) {
        long number = distances.isNull(i) ? -1 : Memory.getLong(distances.values() + 8L * i);
        if (number < 0) {
          throw WeftException.of(
                  ErrorCode.INVALID_VALUE,
                  "the distance of a frame is "
                      + (distances.isNull(i) ? "null" : "negative: " + number))
              .hint("write numbers from 0");
        }
        long near = Math.min(1L << 32, number);
        long distance = (bound.side() == Side.PRECEDING ? -near : near) + more;
        int edge =
            frame.mode() == Mode.ROWS
                ? (int) Math.max(start, Math.min(end, i + distance))
                : groupAway(i, start, end, distance);
        Memory.putInt(out + 4L * i, edge);
      }
    }
  }

  private int groupAway(int row, int start, int end, long distance) {
    long first = group(start);
    long behind = group(end - 1) + 1L;
    long wanted = Math.max(first, Math.min(behind, group(row) + distance));
    return Memory.getInt(rows.groupStarts() + 4L * wanted);
  }

  /** The first row of the group so many groups away, or an edge of the partition. */
  private void groupsAway(long out, long distance) {
    long near = Math.max(-(1L << 32), Math.min(1L << 32, distance));
    int groups = rows.groups();
    long groupStarts = rows.groupStarts();
    int group = 0;
    for (int p = 0; p < rows.partitions(); p++) {
      long end = rows.partition(p + 1);
      int first = group;
      int behind = first;
      while (behind < groups && Memory.getInt(groupStarts + 4L * behind) < end) {
        behind++;
      }
      for (; group < behind; group++) {
        long wanted = Math.max(first, Math.min(behind, group + near));
        int edge = Memory.getInt(groupStarts + 4L * wanted);
        int until = Memory.getInt(groupStarts + 4L * (group + 1));
        for (int i = Memory.getInt(groupStarts + 4L * group); i < until; i++) {
          Memory.putInt(out + 4L * i, edge);
        }
      }
    }
  }
}
