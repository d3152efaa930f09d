package org.weft.container.hash;

import org.weft.planner.type.DataType;
import org.weft.planner.vector.Layout;

/** How a key lies in a row. */
public enum KeyForm {
  /** One 64-bit word; in little-endian order its first bytes are the value in its own layout. */
  WORD(8),
  /** Two words, the low one first. */
  WIDE(16),
  /** A view of bytes that belong to the owner of the rows. */
  TEXT(16);

  private final int bytes;

  KeyForm(int bytes) {
    this.bytes = bytes;
  }

  /** Bytes in a row. */
  public int bytes() {
    return bytes;
  }

  /** The form of keys of a type. */
  public static KeyForm of(DataType type) {
    return switch (Layout.of(type)) {
      case VIEW -> TEXT;
      case INT128 -> WIDE;
      case BOOL8, INT8, INT16, INT32, INT64, FLOAT32, FLOAT64 -> WORD;
    };
  }
}
