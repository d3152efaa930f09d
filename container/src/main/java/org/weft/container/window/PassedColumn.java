package org.weft.container.window;

import org.weft.planner.vector.Vector;

/** A column of the rows that wait for their partition to be complete. Rows are numbered from 0. */
interface PassedColumn {
  /** Keeps copies of the selected rows of a vector. */
  void append(Vector vector, int[] selected, int count);

  /** Points at the rows from {@code first} on, as many as {@link #together} says. */
  void show(Vector vector, int first);

  /** How many rows from {@code first} on lie behind each other. */
  int together(int first);

  /** Forgets the first rows; the others are numbered from 0. */
  void drop(int count);
}
