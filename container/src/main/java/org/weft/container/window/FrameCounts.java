package org.weft.container.window;

import org.weft.planner.memory.Memory;
import org.weft.planner.memory.MemoryScope;

/** How many rows of each frame an aggregate takes in. For one thread. */
final class FrameCounts {
  private final FrameRows frame;
  private final Included included;
  private final NonNulls found;
  private final int[] bounds = new int[FrameRows.PIECE_NUMBERS];

  FrameCounts(FrameRows frame, Included included, MemoryScope scope) {
    this.frame = frame;
    this.included = included;
    this.found = new NonNulls(scope);
  }

  /** Writes the counts as int64. */
  void count(WindowRows rows, long out) {
    int count = rows.count();
    if (!included.isAll()) {
      found.find(included.address(), count);
    }
    if (frame.excludes()) {
      for (int i = 0; i < count; i++) {
        Memory.putLong(out + 8L * i, ofPieces(frame.pieces(i, bounds)));
      }
      return;
    }
    long starts = frame.starts();
    long ends = frame.ends();
    if (included.isAll()) {
      for (int i = 0; i < count; i++) {
        Memory.putLong(out + 8L * i, Memory.getInt(ends + 4L * i) - Memory.getInt(starts + 4L * i));
      }
      return;
    }
    long ranks = found.ranks();
    for (int i = 0; i < count; i++) {
      int end = Memory.getInt(ranks + 4L * Memory.getInt(ends + 4L * i));
      int start = Memory.getInt(ranks + 4L * Memory.getInt(starts + 4L * i));
      Memory.putLong(out + 8L * i, end - start);
    }
  }

  private long ofPieces(int pieces) {
    long sum = 0;
    for (int p = 0; p < pieces; p++) {
      int start = bounds[2 * p];
      int end = bounds[2 * p + 1];
      sum += included.isAll() ? end - start : found.before(end) - found.before(start);
    }
    return sum;
  }

  /** Writes 1 for rows whose frame has a row that is taken in, 0 for others. */
  void validity(WindowRows rows, long counts, long out) {
    count(rows, counts);
    for (int i = 0; i < rows.count(); i++) {
      Memory.putByte(out + i, (byte) (Memory.getLong(counts + 8L * i) == 0 ? 0 : 1));
    }
  }
}
