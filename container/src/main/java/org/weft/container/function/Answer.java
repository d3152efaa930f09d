package org.weft.container.function;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.weft.container.expression.decimal.Int128;
import org.weft.container.expression.text.FreshText;
import org.weft.container.expression.tree.Misfit;
import org.weft.container.expression.tree.Rows;
import org.weft.container.expression.tree.Workspace;
import org.weft.planner.expr.Value;
import org.weft.planner.memory.Memory;
import org.weft.planner.type.DataType;
import org.weft.planner.type.DecimalType;
import org.weft.planner.vector.Intervals;
import org.weft.planner.vector.Layout;
import org.weft.planner.vector.Uuids;
import org.weft.planner.vector.Views;
import org.weft.planner.vector.nested.ListReader;
import org.weft.planner.vector.nested.NestedBuilder;
import org.weft.planner.vector.nested.StructReader;

/** Where a function writes what it gives for a row. */
public final class Answer {
  private final DataType type;
  private final Layout layout;
  private final Workspace memory;
  private final long data;
  private final FreshText fresh;
  private long nulls;
  private long valid;
  private Rows rows;
  private int row;
  private long at;

  Answer(DataType type, Workspace memory) {
    this.type = type;
    this.layout = Layout.of(type);
    this.memory = memory;
    this.data = memory.rowBuffer(layout.width());
    this.fresh = layout == Layout.VIEW ? new FreshText(memory) : null;
  }

  /**
   * Turns to the rows of a batch.
   *
   * @param validity of the rows before anything is computed, or 0
   */
  void start(Rows batchRows, long validity) {
    rows = batchRows;
    valid = validity;
    if (fresh != null) {
      fresh.start(batchRows);
    }
  }

  void turnTo(int nextRow) {
    row = nextRow;
    at = data + ((long) nextRow << layout.shift());
  }

  long data() {
    return data;
  }

  /** The validity after all rows. */
  long validity() {
    return valid;
  }

  Layout layout() {
    return layout;
  }

  /** The type of the answer. */
  public DataType type() {
    return type;
  }

  /** Null. */
  public void nothing() {
    if (nulls == 0) {
      nulls = memory.rowBuffer(1);
    }
    valid = Misfit.markNull(row, valid, nulls, rows);
    Memory.fill(at, layout.width(), (byte) 0);
  }

  public void text(String text) {
    bytes(text.getBytes(StandardCharsets.UTF_8));
  }

  public void bytes(byte[] bytes) {
    long address = fresh.reserve(bytes.length);
    Memory.copy(bytes, 0, address, bytes.length);
    Views.put(at, address, bytes.length);
  }

  /** Bytes that stay where they are for as long as the batch: a piece of an argument. */
  public void piece(long address, int length) {
    Views.put(at, address, length);
  }

  /** Room for a text of that many bytes; {@link #piece} shows it. */
  public long reserve(long bytes) {
    return fresh.reserve(bytes);
  }

  public void flag(boolean value) {
    Memory.putByte(at, (byte) (value ? 1 : 0));
  }

  /** An integer, days or units of time; one that its type cannot hold is an overflow. */
  public void integer(long value) {
    switch (layout) {
      case INT8 -> Memory.putByte(at, (byte) exact(value, (byte) value));
      case INT16 -> Memory.putShort(at, (short) exact(value, (short) value));
      case INT32 -> Memory.putInt(at, Math.toIntExact(value));
      case INT64 -> Memory.putLong(at, value);
      case INT128 -> Int128.put(at, BigInteger.valueOf(value));
      default -> throw new IllegalStateException("an integer as " + type);
    }
  }

  private static long exact(long value, long narrow) {
    if (value != narrow) {
      throw new ArithmeticException("integer overflow");
    }
    return value;
  }

  public void real(double value) {
    if (layout == Layout.FLOAT32) {
      Memory.putFloat(at, (float) value);
    } else {
      Memory.putDouble(at, value);
    }
  }

  /** An exact number, rounded half up to the digits the type has. */
  public void decimal(BigDecimal value) {
    if (!(type instanceof DecimalType decimal)) {
      integer(value.setScale(0, RoundingMode.HALF_UP).longValueExact());
      return;
    }
    BigDecimal rounded = value.setScale(decimal.scale(), RoundingMode.HALF_UP);
    if (rounded.precision() > decimal.precision()) {
      throw new ArithmeticException("decimal overflow");
    }
    if (layout == Layout.INT64) {
      Memory.putLong(at, rounded.unscaledValue().longValueExact());
    } else {
      Int128.put(at, rounded.unscaledValue());
    }
  }

  /** An interval. */
  public void interval(Value.Span span) {
    Intervals.put(at, span.months(), span.days(), span.micros());
  }

  /** A UUID. */
  public void uuid(UUID value) {
    Uuids.put(at, value);
  }

  /** The unscaled number of a decimal of more than 18 digits. */
  public void wide(BigInteger unscaled) {
    Int128.put(at, unscaled);
  }

  /** The collected value; returns the address of its bytes. */
  public long nested(NestedBuilder value) {
    int length = value.length();
    long address = fresh.reserve(length);
    value.write(address);
    Views.put(at, address, length);
    return address;
  }

  /** An element of a list of the answer's own type, which stays as long as the batch. */
  public void element(ListReader list, int index) {
    if (list.isNull(index)) {
      nothing();
    } else {
      list.copy(index, at);
    }
  }

  /** A field of a struct, which has the answer's own type and stays as long as the batch. */
  public void field(StructReader struct, int field) {
    if (struct.isNull(field)) {
      nothing();
    } else {
      struct.copy(field, at);
    }
  }

  /** A copy of a value that lies in the answer's layout; a view's bytes are copied too. */
  void value(long from) {
    if (layout == Layout.VIEW) {
      int length = Views.length(from);
      long address = fresh.reserve(length);
      Memory.copy(Views.bytes(from), address, length);
      Views.put(at, address, length);
    } else {
      Memory.copy(from, at, layout.width());
    }
  }

  /** An argument of the answer's own type, as it is. */
  public void argument(Arguments in, int argument) {
    if (in.isNull(argument)) {
      nothing();
      return;
    }
    switch (layout) {
      case VIEW, BOOL8 -> Memory.copy(in.address(argument), at, layout.width());
      case FLOAT32, FLOAT64 -> real(in.real(argument));
      default -> {
        if (in.layout(argument) == Layout.INT128) {
          Memory.copy(in.address(argument), at, layout.width());
        } else {
          integer(in.integer(argument));
        }
      }
    }
  }
}
