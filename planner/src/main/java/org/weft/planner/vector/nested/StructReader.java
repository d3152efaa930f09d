package org.weft.planner.vector.nested;

import org.weft.planner.memory.Memory;
import org.weft.planner.type.StructType;
import org.weft.planner.vector.Layout;
import org.weft.planner.vector.Views;

/** The fields of a struct. Pointed at one struct after the other; for one thread. */
public final class StructReader {
  private final StructShape shape;
  private long start;

  /** A reader of structs of this type. */
  public StructReader(StructType type) {
    this.shape = new StructShape(type);
  }

  /** Reads the struct whose bytes begin at an address ({@link Views#bytes} of a row's view). */
  public StructReader point(long struct) {
    start = struct;
    return this;
  }

  /** The number of fields. */
  public int size() {
    return shape.size();
  }

  /** The layout of a field; VIEW says that it has no fixed width. */
  public Layout layout(int field) {
    return shape.layout(field);
  }

  public boolean isNull(int field) {
    return Memory.getByte(start + field) == 0;
  }

  /** The address of a field of fixed width. */
  public long value(int field) {
    return start + shape.slot(field);
  }

  /** Where the bytes of a field of variable length begin: text, or a nested value. */
  public long bytes(int field) {
    return start + Memory.getInt(start + shape.slot(field));
  }

  /** How many bytes a field of variable length has. */
  public int length(int field) {
    return Memory.getInt(start + shape.slot(field) + 4);
  }

  /**
   * Writes a field as it lies in a vector, 16 bytes at most: the value, or a view of its bytes,
   * which holds as long as the struct does.
   */
  public void copy(int field, long to) {
    if (layout(field) == Layout.VIEW) {
      Views.put(to, bytes(field), length(field));
    } else {
      Memory.copy(value(field), to, layout(field).width());
    }
  }
}
