package org.weft.io.csv;

import org.weft.planner.vector.Batch;

/**
 * Where the values of up to a batch of records lie, for the columns that are wanted. The addresses
 * point into the text, without quotes.
 */
final class Cells {
  /** Set in {@link #lengths} if the value stood in quotes. */
  static final int QUOTED = 1 << 31;

  /** Set if the value holds escapes that are not part of it. */
  static final int ESCAPED = 1 << 30;

  /** The bits that hold the length. */
  static final int LENGTH = ESCAPED - 1;

  /** The start of a value that the record does not have. */
  static final long MISSING = 0;

  private final long[][] starts;
  private final int[][] lengths;

  /** Where each record starts. */
  private final long[] records = new long[Batch.CAPACITY];

  private int count;

  /** Cells of so many wanted columns. */
  Cells(int columns) {
    starts = new long[columns][Batch.CAPACITY];
    lengths = new int[columns][Batch.CAPACITY];
  }

  long[] starts(int column) {
    return starts[column];
  }

  int[] lengths(int column) {
    return lengths[column];
  }

  long[] records() {
    return records;
  }

  /** Records noted. */
  int count() {
    return count;
  }

  void count(int records) {
    count = records;
  }

  /** Leaves a record out: the last one takes no place of its own, later ones move up. */
  void keep(int[] rows, int kept) {
    for (int column = 0; column < starts.length; column++) {
      for (int i = 0; i < kept; i++) {
        starts[column][i] = starts[column][rows[i]];
        lengths[column][i] = lengths[column][rows[i]];
      }
    }
    for (int i = 0; i < kept; i++) {
      records[i] = records[rows[i]];
    }
    count = kept;
  }
}
