package org.weft.io.parquet.page;

import java.util.ArrayList;
import java.util.List;
import org.weft.planner.memory.Block;

/** An open data page: what is left of its rows. Owns the memory its values lie in. */
final class DataPage implements AutoCloseable {
  private final List<Block> owned = new ArrayList<>(2);
  private BitRuns levels;
  private PageValues values;
  private int rowsLeft;

  /** Where blocks of this page are kept. */
  List<Block> owned() {
    return owned;
  }

  /**
   * @param definitionLevels null if no row can be null
   */
  void start(int rows, BitRuns definitionLevels, PageValues pageValues) {
    rowsLeft = rows;
    levels = definitionLevels;
    values = pageValues;
  }

  int rowsLeft() {
    return rowsLeft;
  }

  PageValues values() {
    return values;
  }

  /**
   * Passes over the levels of the next rows, whose values must be read or skipped next.
   *
   * @param validity where a byte 0 or 1 per row is written, unless all rows have values; up to
   *     seven bytes more may be written
   * @return how many rows have values
   */
  int levels(long validity, int rows) {
    rowsLeft -= rows;
    if (levels == null) {
      return rows;
    }
    return levels.startsWithOnes(rows) ? levels.skip(rows) : levels.read(validity, rows);
  }

  /** Passes over rows. */
  void skip(int rows) {
    rowsLeft -= rows;
    values.skip(levels == null ? rows : levels.skip(rows));
    endIfRead();
  }

  /** To be called when the values of rows were read: checks that the last rows end the page. */
  void endIfRead() {
    if (rowsLeft == 0) {
      if (levels != null) {
        levels.end("levels");
      }
      values.end();
    }
  }

  @Override
  public void close() {
    owned.forEach(Block::close);
    owned.clear();
  }
}
