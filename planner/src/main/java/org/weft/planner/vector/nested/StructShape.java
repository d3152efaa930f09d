package org.weft.planner.vector.nested;

import org.weft.planner.type.StructType;
import org.weft.planner.vector.Layout;

/** Where the slots of a struct's fields lie. Immutable. */
final class StructShape {
  private final Layout[] layouts;
  private final int[] slots;
  private final int width;

  StructShape(StructType type) {
    layouts = new Layout[type.size()];
    slots = new int[type.size()];
    int at = (int) ListReader.padded(type.size());
    for (int i = 0; i < slots.length; i++) {
      layouts[i] = Layout.of(type.type(i));
      slots[i] = at;
      at += layouts[i] == Layout.INT128 ? 16 : 8;
    }
    width = at;
  }

  int size() {
    return slots.length;
  }

  Layout layout(int field) {
    return layouts[field];
  }

  /** Where a field's slot begins, from the start of the struct. */
  int slot(int field) {
    return slots[field];
  }

  /** Bytes of validity and slots. */
  int width() {
    return width;
  }
}
