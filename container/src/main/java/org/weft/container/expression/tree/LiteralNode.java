package org.weft.container.expression.tree;

import java.math.BigInteger;
import org.weft.planner.expr.Literal;
import org.weft.planner.expr.Value;
import org.weft.planner.memory.Memory;
import org.weft.planner.type.TypeKind;
import org.weft.planner.vector.Batch;
import org.weft.planner.vector.Intervals;
import org.weft.planner.vector.Layout;
import org.weft.planner.vector.Vector;
import org.weft.planner.vector.Views;

/** A constant, written to memory once. */
public final class LiteralNode extends ValueNode {
  private final Vector vector;

  public LiteralNode(Literal literal, Workspace memory) {
    super(literal.type());
    vector = new Vector(literal.type());
    if (literal.isNull()) {
      memory.pointNull(vector);
    } else {
      long address = memory.buffer(Views.WIDTH);
      Layout layout = Layout.of(literal.type());
      vector.pointConstant(write(literal, layout, address, memory), address, 0);
    }
  }

  @Override
  protected Vector compute(Batch batch, Rows rows) {
    return vector;
  }

  /** Writes the value and says in which layout. */
  private static Layout write(Literal literal, Layout layout, long address, Workspace memory) {
    Value value = literal.value();
    if (value instanceof Value.Bool bool) {
      Memory.putByte(address, (byte) (bool.value() ? 1 : 0));
    } else if (value instanceof Value.Real real) {
      if (layout == Layout.FLOAT32) {
        Memory.putFloat(address, (float) real.value());
      } else {
        Memory.putDouble(address, real.value());
      }
    } else if (value instanceof Value.Text text) {
      writeBytes(text.utf8(), address, memory);
    } else if (value instanceof Value.Bytes bytes) {
      writeBytes(bytes.value(), address, memory);
    } else if (value instanceof Value.Span span) {
      Intervals.put(address, span.months(), span.days(), span.micros());
    } else {
      return writeInteger(literal.type().kind(), Value.unscaled(value), layout, address);
    }
    return layout;
  }

  private static Layout writeInteger(TypeKind kind, BigInteger value, Layout layout, long address) {
    if (kind == TypeKind.UUID || (kind == TypeKind.DECIMAL && value.bitLength() > 63)) {
      Memory.putLong(address, value.longValue());
      Memory.putLong(address + 8, value.shiftRight(64).longValue());
      return Layout.INT128;
    }
    long number = value.longValueExact();
    switch (layout) {
      case INT8 -> Memory.putByte(address, (byte) number);
      case INT16 -> Memory.putShort(address, (short) number);
      case INT32 -> Memory.putInt(address, (int) number);
      case FLOAT32 -> Memory.putFloat(address, number);
      case FLOAT64 -> Memory.putDouble(address, number);
      case INT64, INT128 -> {
        Memory.putLong(address, number);
        return Layout.INT64;
      }
      case BOOL8, VIEW -> throw new IllegalArgumentException(number + " as " + kind);
    }
    return layout;
  }

  private static void writeBytes(byte[] bytes, long view, Workspace memory) {
    long address = memory.buffer(bytes.length);
    Memory.copy(bytes, 0, address, bytes.length);
    Views.put(view, address, bytes.length);
  }
}
