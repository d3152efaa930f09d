package org.weft.planner.vector.nested;

import org.weft.planner.memory.Memory;
import org.weft.planner.vector.Layout;
import org.weft.planner.vector.Views;

/**
 * Adds values one by one: the elements of a list, or the fields of a struct in their order. Floats
 * are made canonical on the way: one NaN, one zero.
 */
public abstract sealed class ValuesBuilder extends NestedBuilder
    permits ListBuilder, StructBuilder {
  ValuesBuilder() {}

  /** The layout of the value that comes next. */
  public abstract Layout nextLayout();

  /** The builder for the value that comes next, which is nested. */
  public abstract NestedBuilder child();

  /** Adds a null. */
  public abstract void addNull();

  /** Takes a value of fixed width: the address of its place, all of which is to be written. */
  abstract long place();

  /** Takes a value of variable length: the address of its bytes, all of which are to be written. */
  abstract long place(int length);

  /**
   * Adds a value as it lies in a vector; a view's bytes are copied.
   *
   * @param layout the next value's layout, or INT64 for a decimal of INT128
   */
  public final void add(Layout layout, long address) {
    switch (layout) {
      case BOOL8, INT8 -> addLong(Memory.getByte(address));
      case INT16 -> addLong(Memory.getShort(address));
      case INT32 -> addLong(Memory.getInt(address));
      case INT64 -> addLong(Memory.getLong(address));
      case INT128 -> addWide(Memory.getLong(address), Memory.getLong(address + 8));
      case FLOAT32 -> addDouble(Memory.getFloat(address));
      case FLOAT64 -> addDouble(Memory.getDouble(address));
      case VIEW -> addBytes(Views.bytes(address), Views.length(address));
    }
  }

  /**
   * Adds a BOOLEAN (0 or 1), integer, DATE, TIME, TIMESTAMP, or decimal (its unscaled number) in
   * the next value's layout, which must have room for it.
   */
  public final void addLong(long value) {
    Layout layout = nextLayout();
    long at = place();
    switch (layout) {
      case BOOL8, INT8 -> Memory.putByte(at, (byte) value);
      case INT16 -> Memory.putShort(at, (short) value);
      case INT32 -> Memory.putInt(at, (int) value);
      case INT64 -> Memory.putLong(at, value);
      case INT128 -> {
        Memory.putLong(at, value);
        Memory.putLong(at + 8, value >> 63);
      }
      case FLOAT32, FLOAT64, VIEW -> throw new IllegalArgumentException("a number as " + layout);
    }
  }

  /** Adds sixteen bytes: a decimal of more than 18 digits, or an interval. */
  public final void addWide(long low, long high) {
    if (nextLayout() != Layout.INT128) {
      throw new IllegalArgumentException("sixteen bytes as " + nextLayout());
    }
    long at = place();
    Memory.putLong(at, low);
    Memory.putLong(at + 8, high);
  }

  /** Adds a FLOAT32 or FLOAT64. */
  public final void addDouble(double value) {
    Layout layout = nextLayout();
    long at = place();
    double canonical = value == 0 ? 0.0 : value;
    switch (layout) {
      case FLOAT32 -> Memory.putInt(at, Float.floatToIntBits((float) canonical));
      case FLOAT64 -> Memory.putLong(at, Double.doubleToLongBits(canonical));
      default -> throw new IllegalArgumentException("a float as " + layout);
    }
  }

  /** Adds a copy of bytes: text, a binary, or a finished nested value. */
  public final void addBytes(long address, int length) {
    Memory.copy(address, place(length), length);
  }

  /** Adds a copy of bytes: text, or a binary. */
  public final void addBytes(byte[] bytes) {
    Memory.copy(bytes, 0, place(bytes.length), bytes.length);
  }

  /** Adds the value that a builder of the next value's type has collected. */
  public final void add(NestedBuilder finished) {
    finished.write(place(finished.length()));
  }

  /** Adds a field of a struct. */
  public final void add(StructReader from, int field) {
    if (from.isNull(field)) {
      addNull();
    } else if (from.layout(field) == Layout.VIEW) {
      addBytes(from.bytes(field), from.length(field));
    } else {
      add(from.layout(field), from.value(field));
    }
  }

  /** Adds an element of a list. */
  public final void add(ListReader from, int index) {
    if (from.isNull(index)) {
      addNull();
    } else if (from.layout() == Layout.VIEW) {
      addBytes(from.bytes(index), from.length(index));
    } else {
      add(from.layout(), from.value(index));
    }
  }
}
