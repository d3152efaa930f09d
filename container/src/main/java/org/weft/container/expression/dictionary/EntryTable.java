package org.weft.container.expression.dictionary;

import org.weft.container.expression.tree.Workspace;
import org.weft.planner.memory.Block;
import org.weft.planner.memory.ByteArena;
import org.weft.planner.memory.Memory;
import org.weft.planner.type.DataType;
import org.weft.planner.vector.Dictionary;
import org.weft.planner.vector.Layout;
import org.weft.planner.vector.Vector;
import org.weft.planner.vector.Views;

/** One answer per dictionary entry, kept until the next dictionary. */
final class EntryTable {
  private final Layout canonical;
  private final Workspace memory;
  private final ByteArena bytes;
  private Block values;
  private Block valid;
  private Layout layout;
  private Dictionary dictionary;
  private int size;
  private int filled;
  private boolean hasNulls;

  EntryTable(DataType type, Workspace memory) {
    this.canonical = Layout.of(type);
    this.memory = memory;
    this.bytes = canonical == Layout.VIEW ? memory.arena() : null;
  }

  /** Starts over with room for so many entries. */
  void start(int entries) {
    size = entries;
    filled = 0;
    hasNulls = false;
    dictionary = null;
    layout = canonical == Layout.INT128 ? Layout.INT64 : canonical;
    values = room(values, (long) entries * canonical.width());
    valid = room(valid, entries);
    if (bytes != null) {
      bytes.reset();
    }
  }

  /** Takes the answers for the next entries. */
  void add(Vector vector, int count) {
    if (layout == Layout.INT64 && vector.layout() == Layout.INT128) {
      widen();
    }
    int width = layout.width();
    for (int i = 0; i < count; i++) {
      boolean isNull = vector.isNull(i);
      hasNulls |= isNull;
      Memory.putByte(valid.address() + filled, (byte) (isNull ? 0 : 1));
      long to = values.address() + (long) filled * width;
      long from = vector.valueAddress(i);
      if (isNull) {
        Memory.fill(to, width, (byte) 0);
      } else if (layout == Layout.VIEW) {
        int length = Views.length(from);
        Views.put(to, bytes.append(Views.bytes(from), length), length);
      } else if (layout == Layout.INT128 && vector.layout() == Layout.INT64) {
        Memory.putLong(to, Memory.getLong(from));
        Memory.putLong(to + 8, Memory.getLong(from) >> 63);
      } else {
        Memory.copy(from, to, width);
      }
      filled++;
    }
    if (filled == size) {
      dictionary = new Dictionary(layout, values.address(), size);
    }
  }

  /** The answers, with the ids of the entries they belong to. */
  Dictionary dictionary() {
    return dictionary;
  }

  /** True if the answer for some entry is null. */
  boolean hasNulls() {
    return hasNulls;
  }

  /** One byte per entry. */
  long validity() {
    return valid.address();
  }

  private void widen() {
    for (long i = filled - 1; i >= 0; i--) {
      long value = Memory.getLong(values.address() + 8 * i);
      Memory.putLong(values.address() + 16 * i, value);
      Memory.putLong(values.address() + 16 * i + 8, value >> 63);
    }
    layout = Layout.INT128;
  }

  private Block room(Block block, long needed) {
    if (block != null && block.capacity() >= needed) {
      return block;
    }
    if (block != null) {
      block.close();
    }
    return memory.block(needed);
  }
}
