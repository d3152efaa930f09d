package org.weft.io.parquet;

import java.util.Arrays;

/** Rows of a row group that are wanted: ranges, ascending, that do not touch. Immutable. */
final class RowRanges {
  /** Starts and ends by turns. */
  private final long[] bounds;

  private RowRanges(long[] bounds) {
    this.bounds = bounds;
  }

  /** All of so many rows. */
  static RowRanges all(long rows) {
    return new RowRanges(rows == 0 ? new long[0] : new long[] {0, rows});
  }

  /** Ranges under construction. */
  static final class Builder {
    private long[] bounds = new long[8];
    private int used;

    /** Adds rows behind those added before. */
    void add(long start, long end) {
      if (start == end) {
        return;
      }
      if (used > 0 && bounds[used - 1] == start) {
        bounds[used - 1] = end;
        return;
      }
      if (used == bounds.length) {
        bounds = Arrays.copyOf(bounds, 2 * used);
      }
      bounds[used++] = start;
      bounds[used++] = end;
    }

    RowRanges build() {
      return new RowRanges(Arrays.copyOf(bounds, used));
    }
  }

  /** How many rows there are. */
  long count() {
    long rows = 0;
    for (int i = 0; i < bounds.length; i += 2) {
      rows += bounds[i + 1] - bounds[i];
    }
    return rows;
  }

  /** The first wanted row that is not before this one; -1 if there is none. */
  long next(long row) {
    int i = behind(row);
    return i == bounds.length ? -1 : Math.max(row, bounds[i]);
  }

  /** The end of the range that a wanted row is in. */
  long end(long row) {
    return bounds[behind(row) + 1];
  }

  /** Adds the wanted rows from the first up to, without, the second. */
  void copy(long from, long to, Builder into) {
    for (long row = next(from); row >= 0 && row < to; row = next(end(row))) {
      into.add(row, Math.min(end(row), to));
    }
  }

  /** True if any row from the first up to, without, the second is wanted. */
  boolean hasAny(long from, long to) {
    long next = next(from);
    return next >= 0 && next < to;
  }

  /** Where the first range starts that ends behind a row. */
  private int behind(long row) {
    int low = 0;
    int high = bounds.length / 2;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (bounds[2 * middle + 1] > row) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return 2 * low;
  }
}
