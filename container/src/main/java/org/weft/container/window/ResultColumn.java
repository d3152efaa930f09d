package org.weft.container.window;

import org.weft.planner.memory.MemoryScope;
import org.weft.planner.vector.Layout;
import org.weft.planner.vector.Vector;

/** The results of one function, row by row. For one thread. */
final class ResultColumn {
  private final Scratch values;
  private final Scratch validity;
  private Layout layout;
  private boolean mayHaveNulls;

  ResultColumn(MemoryScope scope) {
    this.values = new Scratch(scope);
    this.validity = new Scratch(scope);
  }

  /** Starts a column of values that are never null; the address of row 0's. */
  long start(Layout valueLayout, int rows) {
    layout = valueLayout;
    mayHaveNulls = false;
    return values.ensure(Math.max(1L, rows) << layout.shift());
  }

  /** Says that rows may be null; the address of row 0's byte, 1 for a value. */
  long withNulls(int rows) {
    mayHaveNulls = true;
    return validity.ensure(Math.max(1, rows));
  }

  /** The address of row 0's value. */
  long values() {
    return values.address();
  }

  /** Points at the results from a row on. */
  void show(Vector vector, int first) {
    vector.pointFlat(
        layout,
        values.address() + ((long) first << layout.shift()),
        mayHaveNulls ? validity.address() + first : 0);
  }
}
