package org.weft.container.function;

import org.weft.container.expression.decimal.Int128;
import org.weft.container.expression.tree.Failures;
import org.weft.planner.memory.Memory;
import org.weft.planner.type.DataType;
import org.weft.planner.type.TypeKind;
import org.weft.planner.vector.Layout;
import org.weft.planner.vector.nested.ListReader;

/** Equality and order of elements of lists of one type, none of them null. */
final class ElementOrder {
  private final DataType element;
  private final Layout layout;

  ElementOrder(DataType element) {
    this.element = element;
    this.layout = Layout.of(element);
  }

  /** True if two elements are equal: equal values have equal bytes. */
  boolean equal(ListReader a, int i, ListReader b, int j) {
    if (layout == Layout.VIEW) {
      int length = a.length(i);
      return length == b.length(j) && Memory.equal(a.bytes(i), b.bytes(j), length);
    }
    return Memory.compare(a.value(i), layout.width(), b.value(j), layout.width()) == 0;
  }

  /** Negative if an element comes before another. */
  int compare(ListReader a, int i, ListReader b, int j) {
    if (element.isNested() || element.kind() == TypeKind.INTERVAL) {
      throw Failures.badValue("elements of type " + element + " have no order here");
    }
    return switch (layout) {
      case VIEW -> Memory.compare(a.bytes(i), a.length(i), b.bytes(j), b.length(j));
      case FLOAT32 -> Float.compare(Memory.getFloat(a.value(i)), Memory.getFloat(b.value(j)));
      case FLOAT64 -> Double.compare(Memory.getDouble(a.value(i)), Memory.getDouble(b.value(j)));
      case INT128 -> Int128.toBigInteger(a.value(i)).compareTo(Int128.toBigInteger(b.value(j)));
      default -> Long.compare(whole(a, i), whole(b, j));
    };
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
