package org.weft.container.accumulate;

import org.weft.planner.vector.Batch;
import org.weft.planner.vector.Layout;

/** How often each value of a column comes; nulls are left out. For one thread. */
interface ValueCounts extends AutoCloseable {
  /** Is shown a value, where it lies in its layout, and its count. */
  interface Visitor {
    void visit(long value, long count);
  }

  void clear();

  void add(Batch batch, int[] rows, int from, int to);

  /** All values that came, equal ones each time. */
  long total();

  Layout layout();

  /** Shows each value once, in any order. Where it lies is valid for the length of the call. */
  void forEach(Visitor visitor);

  @Override
  void close();
}
