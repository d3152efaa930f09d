package org.weft.io.parquet.page;

import java.util.ArrayList;
import java.util.List;
import org.weft.planner.memory.Block;

/** An open data page: what is left of its rows, or entries. Owns the memory its values lie in. */
final class DataPage implements AutoCloseable {
  private final List<Block> owned = new ArrayList<>(2);
  private BitRuns levels;
  private IdRuns repetition;
  private IdRuns definition;
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

  /**
   * Starts a page of a column that is part of another.
   *
   * @param repetitionLevels null if all are 0
   * @param definitionLevels null if all are 0
   */
  void start(int entries, IdRuns repetitionLevels, IdRuns definitionLevels, PageValues pageValues) {
    rowsLeft = entries;
    repetition = repetitionLevels;
    definition = definitionLevels;
    values = pageValues;
  }

  /** Writes the repetition levels of the next entries as int32; false if all are 0. */
  boolean repetitionLevels(long to, int count) {
    if (repetition == null) {
      return false;
    }
    repetition.read(to, count);
    return true;
  }

  /** Writes the definition levels of the next entries as int32; false if all are 0. */
  boolean definitionLevels(long to, int count) {
    if (definition == null) {
      return false;
    }
    definition.read(to, count);
    return true;
  }

  /** To be called when the levels of entries were read. */
  void passEntries(int count) {
    rowsLeft -= count;
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
      if (repetition != null) {
        repetition.end("repetition levels");
      }
      if (definition != null) {
        definition.end("definition levels");
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
