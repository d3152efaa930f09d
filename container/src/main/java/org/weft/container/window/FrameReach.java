package org.weft.container.window;

import java.util.List;
import org.weft.container.window.WindowRows.Part;
import org.weft.container.window.WindowRows.Place;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;
import org.weft.planner.expr.SortKey;
import org.weft.planner.expr.WindowFrame;
import org.weft.planner.memory.Memory;
import org.weft.planner.memory.MemoryScope;

/**
 * How far frames reach whose distances are of values or of groups of peers, which only the rows
 * tell: found for all rows of a buffer at a time. For one thread.
 */
final class FrameReach {
  /** Rows are looked at again when so many more have come, as a share of those there are. */
  private static final int SHARE = 4;

  private final List<FrameRows> frames;
  private int seen;
  private int dropped;

  FrameReach(List<WindowFrame> frames, SortKey order, MemoryScope scope) {
    this.frames = frames.stream().map(frame -> new FrameRows(frame, order, scope)).toList();
  }

  /** True if there are no such frames. */
  boolean isNone() {
    return frames.isEmpty();
  }

  /** A new partition begins. */
  void start() {
    seen = 0;
    dropped = 0;
  }

  /** True if enough rows have come since the last {@link #look}. */
  boolean isWorthALook(int rows) {
    return isNone() || rows - seen >= Math.max(LargePartition.ENOUGH_ROWS, rows / SHARE);
  }

  /** Finds the frames of the buffer's rows to before {@code end}, which are of one partition. */
  void look(WindowBuffer buffer, int end) {
    if (isNone()) {
      return;
    }
    buffer.takePart(end, new Part(0, end, Place.LATER));
    for (FrameRows frame : frames) {
      frame.start(buffer.complete());
      frame.ends();
    }
    buffer.complete().endPart();
    seen = end;
    dropped = 0;
  }

  /** The first row from {@code fresh} on whose frame later rows may change. */
  int ready(int fresh, int until) {
    int ready = until;
    for (FrameRows frame : frames) {
      int row = fresh;
      while (row < ready && end(frame, row) < seen) {
        row++;
      }
      ready = row;
    }
    return ready;
  }

  /** The row behind the last that rows {@code from} to before {@code to} look at. */
  int end(int from, int to) {
    int end = to;
    for (FrameRows frame : frames) {
      for (int row = from; row < to; row++) {
        end = Math.max(end, end(frame, row));
      }
    }
    return end;
  }

  /**
   * How many rows nobody needs whose rows begin at {@code fresh}. One stays in front of the first
   * frame, so that a frame that would begin before it can be told.
   */
  int needless(int fresh) {
    int first = fresh;
    for (FrameRows frame : frames) {
      first = Math.min(first, start(frame, fresh) - 1);
    }
    return Math.max(0, first);
  }

  /**
   * Makes sure that no row looks at what is gone: frames move on with their rows, unless each row
   * has a distance of its own.
   */
  void check(int from, int to) {
    for (FrameRows frame : frames) {
      for (int row = from; row < to; row++) {
        if (start(frame, row) <= 0) {
          throw WeftException.of(
                  ErrorCode.OUT_OF_MEMORY,
                  "a partition of a window is too large to be kept, and its frames reach back"
                      + " further from one row to the next")
              .hint("raise weft.memory.limit, or use one distance for all rows");
        }
      }
    }
  }

  private int start(FrameRows frame, int row) {
    return Memory.getInt(frame.starts() + 4L * (row + dropped)) - dropped;
  }

  private int end(FrameRows frame, int row) {
    return Memory.getInt(frame.ends() + 4L * (row + dropped)) - dropped;
  }

  /** The buffer's first rows are gone. */
  void drop(int rows) {
    dropped += rows;
    seen -= rows;
  }
}
