package org.weft.container.function;

import java.math.BigInteger;
import org.weft.container.expression.decimal.Int128;
import org.weft.planner.memory.Memory;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.type.DataType;
import org.weft.planner.type.TypeKind;
import org.weft.planner.vector.Intervals;
import org.weft.planner.vector.Layout;
import org.weft.planner.vector.nested.ListReader;
import org.weft.planner.vector.nested.OrderKey;

/** Equality and order of elements of lists of one type, none of them null. */
final class ElementOrder {
  private final DataType element;
  private final Layout layout;
  private final OrderKey first;
  private final OrderKey second;

  /** Equality, and the order of elements that are not nested. */
  ElementOrder(DataType element) {
    this.element = element;
    this.layout = Layout.of(element);
    this.first = null;
    this.second = null;
  }

  /** Equality and order. */
  ElementOrder(DataType element, MemoryScope memory) {
    this.element = element;
    this.layout = Layout.of(element);
    boolean needsKeys = element.isNested();
    this.first = needsKeys ? new OrderKey(element, memory, OrderKey.Ties.EQUAL) : null;
    this.second = needsKeys ? new OrderKey(element, memory, OrderKey.Ties.EQUAL) : null;
  }

  /** True if two elements are equal: equal values have equal bytes, except for intervals. */
  boolean equal(ListReader a, int i, ListReader b, int j) {
    if (element.kind() == TypeKind.INTERVAL || first != null && element.holdsIntervals()) {
      return compare(a, i, b, j) == 0;
    }
    if (layout == Layout.VIEW) {
      int length = a.length(i);
      return length == b.length(j) && Memory.equal(a.bytes(i), b.bytes(j), length);
    }
    return Memory.compare(a.value(i), layout.width(), b.value(j), layout.width()) == 0;
  }

  /** Negative if an element comes before another. */
  int compare(ListReader a, int i, ListReader b, int j) {
    if (element.kind() == TypeKind.INTERVAL) {
      BigInteger length = Intervals.order(Intervals.value(a.value(i)));
      return length.compareTo(Intervals.order(Intervals.value(b.value(j))));
    }
    if (first != null) {
      make(first, a, i);
      make(second, b, j);
      return Memory.compare(first.address(), first.length(), second.address(), second.length());
    }
    if (element.isNested()) {
      throw new IllegalStateException("an order of " + element + " without memory");
    }
    return switch (layout) {
      case VIEW -> Memory.compare(a.bytes(i), a.length(i), b.bytes(j), b.length(j));
      case FLOAT32 -> Float.compare(Memory.getFloat(a.value(i)), Memory.getFloat(b.value(j)));
      case FLOAT64 -> Double.compare(Memory.getDouble(a.value(i)), Memory.getDouble(b.value(j)));
      case INT128 -> Int128.toBigInteger(a.value(i)).compareTo(Int128.toBigInteger(b.value(j)));
      default -> Long.compare(whole(a, i), whole(b, j));
    };
  }

  private static void make(OrderKey key, ListReader list, int index) {
    if (list.layout() == Layout.VIEW) {
      key.makeOf(list.bytes(index), list.length(index));
    } else {
      key.make(list.layout(), list.value(index));
    }
  }

  /** An element of a type of integers. */
  long whole(ListReader list, int index) {
    long at = list.value(index);
    return switch (layout) {
      case BOOL8, INT8 -> Memory.getByte(at);
      case INT16 -> Memory.getShort(at);
      case INT32 -> Memory.getInt(at);
      default -> Memory.getLong(at);
    };
  }

  /** The place of an element in a list, or -1. */
  int find(ListReader list, ListReader in, int index) {
    for (int i = 0; i < list.size(); i++) {
      if (!list.isNull(i) && equal(list, i, in, index)) {
        return i;
      }
    }
    return -1;
  }
}
