package org.weft.io.scan;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.weft.planner.expr.Value;
import org.weft.planner.memory.Block;
import org.weft.planner.memory.ByteArena;
import org.weft.planner.memory.Memory;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.type.DataType;
import org.weft.planner.type.TypeKind;
import org.weft.planner.vector.Batch;
import org.weft.planner.vector.Layout;
import org.weft.planner.vector.Vector;
import org.weft.planner.vector.Views;
import org.weft.planner.vector.nested.JavaValues;
import org.weft.planner.vector.nested.NestedBuilder;

/**
 * One column of a batch that is filled value by value. All rows are null until they get a value.
 */
public final class VectorSlots {
  private final DataType type;
  private final Layout layout;
  private final long data;
  private final long validity;
  private final ByteArena bytes;
  private final NestedBuilder nested;
  private final boolean hasMaps;

  /** A column whose memory belongs to the scope. */
  public VectorSlots(DataType type, MemoryScope memory) {
    this.type = type;
    this.layout = Layout.of(type);
    Block values = memory.allocate((long) Batch.CAPACITY << layout.shift());
    this.data = values.address();
    this.validity = memory.allocate(Batch.CAPACITY).address();
    this.bytes = layout == Layout.VIEW ? new ByteArena(memory) : null;
    this.hasMaps = MapKeys.isIn(type);
    this.nested = type.isNested() ? NestedBuilder.of(type, memory) : null;
    reset();
  }

  /** Forgets all values. */
  public void reset() {
    Memory.fill(validity, Batch.CAPACITY, (byte) 0);
    Memory.fill(data, (long) Batch.CAPACITY << layout.shift(), (byte) 0);
    if (bytes != null) {
      bytes.reset();
      for (int i = 0; i < Batch.CAPACITY; i++) {
        Memory.putLong(data + (long) Views.WIDTH * i + 8, data);
      }
    }
  }

  public DataType type() {
    return type;
  }

  private long at(int row) {
    Memory.putByte(validity + row, (byte) 1);
    return data + ((long) row << layout.shift());
  }

  /** Takes a row's value back. */
  public void setNull(int row) {
    Memory.putByte(validity + row, (byte) 0);
  }

  /** A whole number, a date or time in units, a truth value, or an unscaled decimal. */
  public void setLong(int row, long value) {
    long at = at(row);
    switch (layout) {
      case BOOL8, INT8 -> Memory.putByte(at, (byte) value);
      case INT16 -> Memory.putShort(at, (short) value);
      case INT32 -> Memory.putInt(at, (int) value);
      case INT64 -> Memory.putLong(at, value);
      case INT128 -> {
        Memory.putLong(at, value);
        Memory.putLong(at + 8, value >> 63);
      }
      case FLOAT32, FLOAT64, VIEW -> throw new IllegalStateException("no number for " + type);
    }
  }

  public void setDouble(int row, double value) {
    if (layout == Layout.FLOAT32) {
      Memory.putFloat(at(row), (float) value);
    } else {
      Memory.putDouble(at(row), value);
    }
  }

  public void setWide(int row, long low, long high) {
    long at = at(row);
    Memory.putLong(at, low);
    Memory.putLong(at + 8, high);
  }

  /** Text or bytes, copied. */
  public void setBytes(int row, byte[] value, int offset, int length) {
    long copy = bytes.reserve(length);
    Memory.copy(value, offset, copy, length);
    Views.put(at(row), copy, length);
  }

  /** Text or bytes, copied from memory. */
  public void setBytes(int row, long address, int length) {
    Views.put(at(row), bytes.append(address, length), length);
  }

  /**
   * A value of one of the kinds of {@link JavaValues}; not null.
   *
   * @throws org.weft.planner.error.WeftException CORRUPT_FILE if a key of a map is null or comes
   *     twice
   */
  public void set(int row, Object value) {
    if (type.isNested()) {
      if (hasMaps) {
        MapKeys.check(type, value);
      }
      JavaValues.build(type, value, nested);
      nested.append(bytes, at(row));
      return;
    }
    switch (type.kind()) {
      case BOOLEAN -> setLong(row, (Boolean) value ? 1 : 0);
      case FLOAT32, FLOAT64 -> setDouble(row, (Double) value);
      case DECIMAL -> {
        BigInteger unscaled = ((BigDecimal) value).unscaledValue();
        if (layout == Layout.INT128) {
          setWide(row, unscaled.longValue(), unscaled.shiftRight(64).longValue());
        } else {
          setLong(row, unscaled.longValueExact());
        }
      }
      case STRING, BINARY -> {
        byte[] content =
            type.kind() == TypeKind.STRING
                ? ((String) value).getBytes(java.nio.charset.StandardCharsets.UTF_8)
                : (byte[]) value;
        setBytes(row, content, 0, content.length);
      }
      case INTERVAL -> {
        Value.Span span = (Value.Span) value;
        setWide(row, span.months() & 0xFFFFFFFFL | (long) span.days() << 32, span.micros());
      }
      default -> setLong(row, (Long) value);
    }
  }

  /** Points a vector at the first rows. */
  public void point(Vector vector, int rows) {
    boolean hasNulls = false;
    for (int i = 0; i < rows && !hasNulls; i++) {
      hasNulls = Memory.getByte(validity + i) == 0;
    }
    vector.pointFlat(layout, data, hasNulls ? validity : 0);
  }
}
