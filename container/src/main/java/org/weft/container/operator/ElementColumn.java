package org.weft.container.operator;

import org.weft.planner.memory.Memory;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.type.DataType;
import org.weft.planner.vector.Batch;
import org.weft.planner.vector.Layout;
import org.weft.planner.vector.Vector;
import org.weft.planner.vector.Views;
import org.weft.planner.vector.nested.ListReader;

/** Elements of lists one behind the other as a column. */
final class ElementColumn {
  private final ListReader reader;
  private final Layout layout;
  private final long values;
  private final long validity;
  private boolean isNothing;
  private boolean hasNulls;

  ElementColumn(DataType element, MemoryScope memory) {
    this.reader = new ListReader(element);
    this.layout = reader.layout();
    this.values = memory.allocate((long) Batch.CAPACITY << layout.shift()).address();
    this.validity = memory.allocate(Batch.CAPACITY).address();
  }

  /** The list at an address comes next; returns its size. */
  int turnTo(long list) {
    isNothing = false;
    return reader.point(list).size();
  }

  /** No list comes next: only nulls. */
  void turnToNothing() {
    isNothing = true;
  }

  /** Puts elements at places of the column; beyond the end of the list they are null. */
  void copy(int first, int count, int at) {
    int present = isNothing ? 0 : Math.max(0, Math.min(count, reader.size() - first));
    if (present > 0) {
      copyPresent(first, present, at);
    }
    if (present < count) {
      hasNulls = true;
      Memory.fill(validity + at + present, count - present, (byte) 0);
      // views of nulls may be looked at
      Memory.fill(
          values + ((long) (at + present) << layout.shift()),
          (long) (count - present) << layout.shift(),
          (byte) 0);
    }
  }

  private void copyPresent(int first, int count, int at) {
    if (reader.validity() == 0) {
      Memory.fill(validity + at, count, (byte) 1);
    } else {
      Memory.copy(reader.validity() + first, validity + at, count);
      hasNulls = true;
    }
    long to = values + ((long) at << layout.shift());
    if (layout == Layout.VIEW) {
      for (int i = 0; i < count; i++) {
        Views.put(to + 16L * i, reader.bytes(first + i), reader.length(first + i));
      }
    } else {
      Memory.copy(reader.value(first), to, (long) count << layout.shift());
    }
  }

  void show(Vector vector) {
    vector.pointFlat(layout, values, hasNulls ? validity : 0);
  }

  void clear() {
    hasNulls = false;
  }
}
