package org.weft.shuffle.partition;

import java.util.List;
import org.weft.planner.expr.SortKey;
import org.weft.planner.memory.Memory;
import org.weft.planner.type.DataType;
import org.weft.planner.type.Schema;
import org.weft.planner.type.TypeKind;
import org.weft.planner.vector.Batch;
import org.weft.planner.vector.Layout;
import org.weft.planner.vector.Vector;
import org.weft.planner.vector.Views;

/**
 * Turns the sort key of a row into bytes whose unsigned order is the order of the rows, and which
 * are equal exactly for equal keys.
 *
 * <p>Each key column is a byte that places nulls, then the value: integers with the sign flipped,
 * high byte first; floats so that -0.0 equals 0.0 and NaN is the greatest; strings with 0 written
 * as 0 255 and ended by 0 0, so that a prefix comes first. Descending values are inverted. For one
 * thread.
 */
public final class SortKeyEncoder {
  private static final int LESS = 0;
  private static final int GREATER = 1;
  private static final long BYTE_ONES = 0x0101010101010101L;
  private static final long BYTE_TOPS = 0x8080808080808080L;

  private final Column[] columns;

  /** An encoder of these keys of rows of this schema. */
  public SortKeyEncoder(List<SortKey> keys, Schema schema) {
    columns = keys.stream().map(key -> new Column(key, schema)).toArray(Column[]::new);
  }

  /** The key of one row of a batch, by its position in the vectors. */
  public byte[] encode(Batch batch, int row) {
    KeyBuffer key = new KeyBuffer();
    bind(batch);
    append(row, key);
    return key.toByteArray();
  }

  /** Takes rows from this batch from now on. */
  public void bind(Batch batch) {
    for (Column column : columns) {
      column.vector = batch.column(column.ordinal);
    }
  }

  /** Appends the key of a row of the bound batch, by its position in the vectors. */
  public void append(int row, KeyBuffer out) {
    for (Column column : columns) {
      column.append(row, out);
    }
  }

  /** One key column. */
  private static final class Column {
    private final int ordinal;
    private final boolean alwaysNull;
    private final boolean wideDecimal;
    private final boolean descending;
    private final int nullMark;
    private Vector vector;

    Column(SortKey key, Schema schema) {
      DataType type = schema.type(key.ordinal());
      ordinal = key.ordinal();
      alwaysNull = type.kind() == TypeKind.NULL;
      wideDecimal = type.kind() == TypeKind.DECIMAL && Layout.of(type) == Layout.INT128;
      descending = key.direction() == SortKey.Direction.DESCENDING;
      nullMark = key.nulls() == SortKey.Nulls.FIRST ? LESS : GREATER;
    }

    void append(int row, KeyBuffer out) {
      out.reserve(17);
      if (alwaysNull || vector.isNull(row)) {
        out.putByte(nullMark);
        return;
      }
      out.putByte(LESS + GREATER - nullMark);
      int start = out.length();
      appendValue(vector.valueAddress(row), out);
      if (descending) {
        out.invertFrom(start);
      }
    }

    private void appendValue(long address, KeyBuffer out) {
      switch (vector.layout()) {
        case BOOL8 -> out.putByte(Memory.getByte(address));
        case INT8 -> out.putByte(Memory.getByte(address) ^ Byte.MIN_VALUE);
        case INT16 -> out.putShort(Memory.getShort(address) ^ Short.MIN_VALUE);
        case INT32 -> out.putInt(Memory.getInt(address) ^ Integer.MIN_VALUE);
        case INT64 -> {
          long value = Memory.getLong(address);
          if (wideDecimal) {
            out.putLong((value >> 63) ^ Long.MIN_VALUE);
            out.putLong(value);
          } else {
            out.putLong(value ^ Long.MIN_VALUE);
          }
        }
        case INT128 -> {
          out.putLong(Memory.getLong(address + 8) ^ Long.MIN_VALUE);
          out.putLong(Memory.getLong(address));
        }
        case FLOAT32 -> {
          float value = Memory.getFloat(address);
          int bits = Float.floatToIntBits(value == 0 ? 0f : value);
          out.putInt(bits ^ ((bits >> 31) | Integer.MIN_VALUE));
        }
        case FLOAT64 -> {
          double value = Memory.getDouble(address);
          long bits = Double.doubleToLongBits(value == 0 ? 0d : value);
          out.putLong(bits ^ ((bits >> 63) | Long.MIN_VALUE));
        }
        case VIEW -> appendBytes(Views.bytes(address), Views.length(address), out);
      }
    }

    private static void appendBytes(long bytes, int length, KeyBuffer out) {
      int i = 0;
      for (; i + 8 <= length; i += 8) {
        long word = Memory.getLong(bytes + i);
        out.reserve(8);
        if (((word - BYTE_ONES) & ~word & BYTE_TOPS) != 0) {
          break; // a zero among them
        }
        out.putWord(word);
      }
      out.reserve(Math.addExact(Math.multiplyExact(length - i, 2), 2));
      for (; i < length; i++) {
        byte value = Memory.getByte(bytes + i);
        out.putByte(value);
        if (value == 0) {
          out.putByte(255);
        }
      }
      out.putShort(0);
    }
  }
}
