package org.weft.container.accumulate;

import org.weft.container.hash.ColumnBuffer;
import org.weft.planner.memory.ByteArena;
import org.weft.planner.memory.Memory;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.type.DataType;
import org.weft.planner.vector.Batch;
import org.weft.planner.vector.Layout;
import org.weft.planner.vector.Vector;
import org.weft.planner.vector.Views;
import org.weft.planner.vector.nested.NestedBuilder;

/** A column of at most {@link Batch#CAPACITY} values, appended one by one. For one thread. */
public final class ColumnBuilder {
  private final Layout layout;
  private final ColumnBuffer buffer;
  private final ByteArena text;
  private int count;
  private boolean hasNulls;

  /** A column of this type in memory of the scope. */
  public ColumnBuilder(DataType type, MemoryScope scope) {
    layout = Layout.of(type);
    buffer = new ColumnBuffer(scope, layout);
    text = layout == Layout.VIEW ? new ByteArena(scope) : null;
  }

  public Layout layout() {
    return layout;
  }

  /** Values appended since the start or the last {@link #clear}. */
  public int count() {
    return count;
  }

  /** Forgets the values, and with them what vectors were pointed at. */
  public void clear() {
    count = 0;
    hasNulls = false;
    if (text != null) {
      text.reset();
    }
  }

  /** Points at the values appended so far, until the next {@link #clear}. */
  public void point(Vector vector) {
    vector.pointFlat(layout, buffer.values(), hasNulls ? buffer.validity() : 0);
  }

  public void appendNull() {
    if (!hasNulls) {
      hasNulls = true;
      Memory.fill(buffer.validity(), Batch.CAPACITY, (byte) 1);
    }
    long at = next();
    Memory.fill(at, layout.width(), (byte) 0);
    Memory.putByte(buffer.validity() + count - 1, (byte) 0);
  }

  /** Appends an integer, in the width of the layout; the caller has checked that it fits. */
  public void appendInteger(long value) {
    long at = next();
    switch (layout) {
      case BOOL8, INT8 -> Memory.putByte(at, (byte) value);
      case INT16 -> Memory.putShort(at, (short) value);
      case INT32 -> Memory.putInt(at, (int) value);
      case INT64 -> Memory.putLong(at, value);
      case INT128 -> {
        Memory.putLong(at, value);
        Memory.putLong(at + 8, value >> 63);
      }
      case FLOAT32, FLOAT64, VIEW -> throw wrong("an integer");
    }
  }

  /** Appends a 128-bit integer, the low word first. */
  public void appendWide(long low, long high) {
    if (layout != Layout.INT128) {
      throw wrong("128 bits");
    }
    long at = next();
    Memory.putLong(at, low);
    Memory.putLong(at + 8, high);
  }

  public void appendReal(double value) {
    long at = next();
    switch (layout) {
      case FLOAT32 -> Memory.putFloat(at, (float) value);
      case FLOAT64 -> Memory.putDouble(at, value);
      default -> throw wrong("a float");
    }
  }

  /** Appends a copy of these bytes as one value. */
  public void appendBytes(long address, int length) {
    Views.put(nextView(), text.append(address, length), length);
  }

  /** Appends a copy of these bytes as one value. */
  public void appendBytes(byte[] bytes, int length) {
    long copy = text.reserve(length);
    Memory.copy(bytes, 0, copy, length);
    Views.put(nextView(), copy, length);
  }

  /** Appends a copy of a value of this layout that lies at an address. */
  public void appendValue(long address) {
    if (layout == Layout.VIEW) {
      appendBytes(Views.bytes(address), Views.length(address));
    } else {
      Memory.copy(address, next(), layout.width());
    }
  }

  /** Appends the list, struct or map that was built. */
  public void appendNested(NestedBuilder built) {
    built.append(text, nextView());
  }

  private long nextView() {
    if (layout != Layout.VIEW) {
      throw wrong("bytes");
    }
    return next();
  }

  private long next() {
    if (count == Batch.CAPACITY) {
      throw new IllegalStateException("a column of more than " + Batch.CAPACITY + " values");
    }
    return buffer.values() + ((long) count++ << layout.shift());
  }

  private IllegalStateException wrong(String what) {
    return new IllegalStateException(what + " for a column of " + layout);
  }
}
