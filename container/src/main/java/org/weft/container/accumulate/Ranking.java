package org.weft.container.accumulate;

/** Values that can be asked for the n-th least of them. For one thread. */
interface Ranking extends AutoCloseable {
  /** Bytes of a place that a value is read to. */
  int PLACE = 16;

  void clear();

  /** Adds copies of the values of rows {@code rows[from]} to {@code rows[to - 1]}; not nulls. */
  void add(ColumnReader column, int[] rows, int from, int to);

  long size();

  /**
   * Writes the values of some ranks, from 0 for the least, in their layout, each to a {@link
   * #PLACE} of its own. A view's bytes stay until the next call that is not this one.
   */
  void read(long[] ranks, long places);

  /** Its memory is the scope's. */
  @Override
  void close();
}
