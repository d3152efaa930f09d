package org.weft.planner.vector.nested;

import org.weft.planner.memory.Memory;
import org.weft.planner.vector.Layout;

/** The part of an {@link OrderKey} that is a value of one type. */
abstract class KeyPart {
  static final byte END = 0;
  static final byte VALUE = 1;
  static final byte NULL = 2;

  /**
   * Writes the key of a value.
   *
   * @param address of the value, or of the bytes of one of variable length
   */
  abstract void write(long address, int length, ByteRoom out);

  /** Adds the value of a key; returns where the key ends. */
  abstract long read(long at, ValuesBuilder to);

  final void writeElement(ListReader list, int index, ByteRoom out) {
    if (list.isNull(index)) {
      Memory.putByte(out.reserve(1), NULL);
      return;
    }
    Memory.putByte(out.reserve(1), VALUE);
    if (list.layout() == Layout.VIEW) {
      write(list.bytes(index), list.length(index), out);
    } else {
      write(list.value(index), 0, out);
    }
  }

  final void writeField(StructReader struct, int field, ByteRoom out) {
    if (struct.isNull(field)) {
      Memory.putByte(out.reserve(1), NULL);
      return;
    }
    Memory.putByte(out.reserve(1), VALUE);
    if (struct.layout(field) == Layout.VIEW) {
      write(struct.bytes(field), struct.length(field), out);
    } else {
      write(struct.value(field), 0, out);
    }
  }

  final long readOrNull(long at, ValuesBuilder to) {
    if (Memory.getByte(at) == NULL) {
      to.addNull();
      return at + 1;
    }
    return read(at + 1, to);
  }
}
