package org.weft.io.parquet.page;

import org.weft.planner.memory.Memory;

/** Ids into a dictionary, written as runs, repeated or packed. Every id given out is checked. */
final class IdRuns {
  private static final int WIDEST = 31;

  private long position;
  private final long end;
  private final int width;
  private final int last;

  /** False if every number of {@code width} bits is an id. */
  private final boolean mustCheck;

  private int left;
  private boolean isPacked;
  private int value;
  private long packed;
  private long index;

  /**
   * Ids of a page: their width in the first byte, then runs.
   *
   * @param entries of the dictionary, at least one
   */
  IdRuns(long start, long end, int entries) {
    if (start >= end) {
      throw CorruptPage.because("a page of ids without their width");
    }
    this.width = Memory.getByte(start);
    if (width < 0 || width > WIDEST) {
      throw CorruptPage.because("ids of " + width + " bits");
    }
    this.position = start + 1;
    this.end = end;
    this.last = entries - 1;
    this.mustCheck = (1L << width) - 1 > last;
  }

  private IdRuns(long start, long end, int width, int last) {
    this.position = start;
    this.end = end;
    this.width = width;
    this.last = last;
    this.mustCheck = (1L << width) - 1 > last;
  }

  /**
   * Levels of a page: runs of as many bits as the highest needs.
   *
   * @param highest above 0
   */
  static IdRuns levels(long start, long end, int highest) {
    return new IdRuns(start, end, 32 - Integer.numberOfLeadingZeros(highest), highest);
  }

  /** Checks that the ids that were read are all there are, but for those that fill a run. */
  void end(String what) {
    CorruptPage.unlessAtEnd(position, end, what);
  }

  /** Writes the next ids as int32. */
  void read(long to, int count) {
    int done = 0;
    while (done < count) {
      if (left == 0) {
        nextRun();
      }
      int n = Math.min(left, count - done);
      long out = to + 4L * done;
      if (isPacked) {
        BitUnpacker.unpack(packed, index, width, out, n);
        if (mustCheck && BitUnpacker.anyAbove(out, n, last)) {
          throw noSuchEntry();
        }
        index += n;
      } else {
        BitUnpacker.fill(out, n, value);
      }
      left -= n;
      done += n;
    }
  }

  /**
   * Passes over ids and writes the chosen ones as int32 at their own places; elsewhere zeros.
   *
   * @param rows which of the next {@code count} ids, ascending
   */
  void readChosen(long to, int count, int[] rows, int chosen) {
    Memory.fill(to, 4L * count, (byte) 0);
    int done = 0;
    int k = 0;
    while (done < count) {
      if (left == 0) {
        nextRun();
      }
      int n = Math.min(left, count - done);
      int before = k;
      while (k < chosen && rows[k] < done + n) {
        k++;
      }
      if (isPacked) {
        pick(to, index - done, rows, before, k);
        index += n;
      } else {
        for (int i = before; i < k; i++) {
          Memory.putInt(to + 4L * rows[i], value);
        }
      }
      left -= n;
      done += n;
    }
  }

  /**
   * @param firstRow of the batch, as a number in the packed run
   */
  private void pick(long to, long firstRow, int[] rows, int from, int behind) {
    int sign = 0;
    for (int i = from; i < behind; i++) {
      int id = BitUnpacker.one(packed, firstRow + rows[i], width);
      sign |= last - id;
      Memory.putInt(to + 4L * rows[i], id);
    }
    if (sign < 0) {
      throw noSuchEntry();
    }
  }

  /** Passes over ids. */
  void skip(int count) {
    int done = 0;
    while (done < count) {
      if (left == 0) {
        nextRun();
      }
      int n = Math.min(left, count - done);
      index += n;
      left -= n;
      done += n;
    }
  }

  private void nextRun() {
    if (width == 0 && position == end) {
      // some writers leave out the runs of ids that can only be 0
      left = Integer.MAX_VALUE;
    }
    while (left == 0) {
      long header = Varint.read(position, end);
      position = Varint.behind(position, end);
      long size = header >>> 1;
      if (size == 0) {
        throw CorruptPage.because("a run of no ids");
      }
      isPacked = (header & 1) != 0;
      if (isPacked && width == 0) {
        isPacked = false;
        value = 0;
        left = (int) Math.min(Integer.MAX_VALUE, 8 * size);
      } else if (isPacked) {
        // the last run may be cut where the values end
        long bytes =
            size > end - position ? end - position : Math.min(size * width, end - position);
        packed = position;
        index = 0;
        left = (int) Math.min(Integer.MAX_VALUE, 8 * bytes / width);
        position += bytes;
      } else {
        int bytes = (width + 7) >>> 3;
        if (bytes > end - position) {
          throw CorruptPage.because("a run of ids without its value");
        }
        value = Memory.getInt(position) & (int) ((1L << (8 * bytes)) - 1);
        position += bytes;
        left = (int) Math.min(Integer.MAX_VALUE, size);
        if (left > 0 && (value < 0 || value > last)) {
          throw noSuchEntry();
        }
      }
    }
  }

  private RuntimeException noSuchEntry() {
    return CorruptPage.because("an id beyond a dictionary of " + (last + 1L) + " entries");
  }
}
