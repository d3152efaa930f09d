package org.weft.container.function;

import java.util.Arrays;
import org.weft.planner.memory.Memory;
import org.weft.planner.type.DataType;
import org.weft.planner.vector.Layout;
import org.weft.planner.vector.nested.ListReader;

/**
 * Finds elements in a list. Short lists are searched from the front; for longer ones a hash table
 * is made, so that a list of a hundred thousand elements is no matter of minutes. For one thread.
 */
final class ElementIndex {
  /** Up to so many elements no table is made. */
  private static final int SHORT = 16;

  private static final long MIX = 0x9E3779B97F4A7C15L;

  private final ElementOrder order;
  private final Layout layout;
  private ListReader list;
  private int[] table = new int[0];
  private int mask;

  ElementIndex(DataType element) {
    this.order = new ElementOrder(element);
    this.layout = Layout.of(element);
  }

  /** Turns to a list, which the reader goes on pointing at. */
  ElementIndex of(ListReader searched) {
    list = searched;
    if (list.size() <= SHORT) {
      return this;
    }
    int capacity = Integer.highestOneBit(list.size()) << 2;
    if (table.length < capacity) {
      table = new int[capacity];
    } else {
      Arrays.fill(table, 0, capacity, 0);
    }
    mask = capacity - 1;
    for (int i = 0; i < list.size(); i++) {
      if (list.isNull(i)) {
        continue;
      }
      int slot = slot(list, i);
      while (table[slot] != 0 && !order.equal(list, table[slot] - 1, list, i)) {
        slot = (slot + 1) & mask;
      }
      if (table[slot] == 0) {
        table[slot] = i + 1;
      }
    }
    return this;
  }

  /** Where the list has an element of another one first; -1 if it does not. */
  int find(ListReader in, int index) {
    if (list.size() <= SHORT) {
      return order.find(list, in, index);
    }
    int slot = slot(in, index);
    while (table[slot] != 0) {
      if (order.equal(list, table[slot] - 1, in, index)) {
        return table[slot] - 1;
      }
      slot = (slot + 1) & mask;
    }
    return -1;
  }

  /** True if an element of the list is the first of its kind. */
  boolean isFirst(int index) {
    return find(list, index) == index;
  }

  private int slot(ListReader in, int index) {
    long hash;
    switch (layout) {
      case VIEW -> hash = hash(in.bytes(index), in.length(index));
      case BOOL8, INT8 -> hash = Memory.getByte(in.value(index)) * MIX;
      case INT16 -> hash = Memory.getShort(in.value(index)) * MIX;
      case INT32, FLOAT32 -> hash = Memory.getInt(in.value(index)) * MIX;
      case INT64, FLOAT64 -> hash = Memory.getLong(in.value(index)) * MIX;
      default -> hash = hash(in.value(index), layout.width());
    }
    return (int) (hash >>> 32) & mask;
  }

  private static long hash(long address, int length) {
    long hash = length;
    int i = 0;
    for (; i + 8 <= length; i += 8) {
      hash = Long.rotateLeft((hash ^ Memory.getLong(address + i)) * MIX, 29);
    }
    for (; i < length; i++) {
      hash = Long.rotateLeft((hash ^ Memory.getByte(address + i)) * MIX, 29);
    }
    return hash * MIX;
  }
}
