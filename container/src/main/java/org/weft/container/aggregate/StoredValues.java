package org.weft.container.aggregate;

import org.weft.planner.memory.ByteArena;
import org.weft.planner.memory.Memory;
import org.weft.planner.vector.Layout;
import org.weft.planner.vector.Views;

/** Values kept in the rows of groups: a word, two, or a view of bytes in an arena. */
final class StoredValues {
  private StoredValues() {}

  /** Keeps the value of a row of an operand. */
  static void keep(Layout layout, long values, int row, long state, ByteArena text) {
    switch (layout) {
      case VIEW -> {
        long view = values + 16L * row;
        Memory.putLong(state, Views.head(view));
        Memory.putLong(state + 8, text.append(Views.bytes(view), Views.length(view)));
      }
      case INT128 -> move(layout, values + 16L * row, state);
      case BOOL8, INT8, INT16, INT32, INT64, FLOAT32, FLOAT64 ->
          Memory.putLong(state, Memory.getLong(values + 8L * row));
    }
  }

  /** Copies a kept value; bytes of text stay where they are. */
  static void move(Layout layout, long from, long to) {
    Memory.putLong(to, Memory.getLong(from));
    if (layout.width() == 16) {
      Memory.putLong(to + 8, Memory.getLong(from + 8));
    }
  }
}
