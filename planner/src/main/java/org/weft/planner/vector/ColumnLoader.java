package org.weft.planner.vector;

/** Fills a column of a batch at its first use: rows filtered out by then need not be decoded. */
public interface ColumnLoader {
  /**
   * Points the vector at the batch's values. Only rows of the batch's present selection will be
   * read from it; the selection may narrow later, never widen.
   */
  void load(Batch batch, int column, Vector vector);
}
