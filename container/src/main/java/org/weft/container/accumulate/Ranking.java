package org.weft.container.accumulate;

/** Values that can be asked for the n-th least of them. For one thread. */
interface Ranking {
  void clear();

  /** Adds a copy of a row's value, which is not null. */
  void add(ColumnReader column, int row);

  long size();

  /** Writes the n-th least value, from 0, in its layout; a view's bytes stay with the values. */
  void read(long n, long to);
}
