package org.weft.container.window;

import org.weft.container.expression.kernel.SelectLoops;
import org.weft.container.hash.Hashing;
import org.weft.planner.memory.Memory;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.vector.Layout;
import org.weft.planner.vector.Views;

/** Numbers the different values of a column from 0, by a hash table of rows. For one thread. */
final class ValueNumbers {
  private final Scratch slots;
  private final Scratch numbers;
  private KeptColumn column;

  ValueNumbers(MemoryScope scope) {
    this.slots = new Scratch(scope);
    this.numbers = new Scratch(scope);
  }

  /**
   * Numbers the values of the included rows.
   *
   * @return how many different values there are
   */
  int find(KeptColumn values, Included included, int count) {
    column = values;
    int size = Integer.highestOneBit(Math.max(8, Math.min(count, 1 << 29))) << 2;
    long table = slots.ensure(4L * size);
    Memory.fill(table, 4L * size, (byte) -1);
    long out = numbers.ensure(4L * Math.max(1, count));
    int found = 0;
    for (int i = 0; i < count; i++) {
      if (!included.has(i)) {
        continue;
      }
      int slot = (int) hash(i) & (size - 1);
      int row = Memory.getInt(table + 4L * slot);
      while (row >= 0 && !isEqual(row, i)) {
        slot = (slot + 1) & (size - 1);
        row = Memory.getInt(table + 4L * slot);
      }
      if (row < 0) {
        Memory.putInt(table + 4L * slot, i);
        Memory.putInt(out + 4L * i, found++);
      } else {
        Memory.putInt(out + 4L * i, Memory.getInt(out + 4L * row));
      }
    }
    return found;
  }

  /** The number of an included row's value. */
  int of(int row) {
    return Memory.getInt(numbers.address() + 4L * row);
  }

  private long hash(int row) {
    Layout layout = column.layout();
    if (layout == Layout.VIEW) {
      long view = column.values() + (long) Views.WIDTH * row;
      return Hashing.bytes(Views.bytes(view), Views.length(view));
    }
    if (layout.width() == 16) {
      long at = column.values() + 16L * row;
      return Hashing.wide(Memory.getLong(at), Memory.getLong(at + 8));
    }
    return Hashing.mix(word(layout, row));
  }

  private boolean isEqual(int a, int b) {
    Layout layout = column.layout();
    if (layout == Layout.VIEW) {
      long values = column.values();
      return Views.equal(values + (long) Views.WIDTH * a, values + (long) Views.WIDTH * b);
    }
    if (layout.width() == 16) {
      long x = column.values() + 16L * a;
      long y = column.values() + 16L * b;
      return Memory.getLong(x) == Memory.getLong(y)
          && Memory.getLong(x + 8) == Memory.getLong(y + 8);
    }
    return word(layout, a) == word(layout, b);
  }

  private long word(Layout layout, int row) {
    long values = column.values();
    return switch (layout) {
      case BOOL8, INT8 -> Memory.getByte(values + row);
      case INT16 -> Memory.getShort(values + 2L * row);
      case INT32 -> Memory.getInt(values + 4L * row);
      case INT64 -> Memory.getLong(values + 8L * row);
      case FLOAT32 -> SelectLoops.order(Memory.getFloat(values + 4L * row));
      case FLOAT64 -> SelectLoops.order(Memory.getDouble(values + 8L * row));
      default -> throw new IllegalStateException(layout + " is more than a word");
    };
  }
}
