package org.weft.container.expression;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import org.weft.container.expression.decimal.Int128;
import org.weft.planner.expr.Value;
import org.weft.planner.memory.Memory;
import org.weft.planner.type.DecimalType;
import org.weft.planner.type.TypeKind;
import org.weft.planner.vector.Intervals;
import org.weft.planner.vector.Vector;
import org.weft.planner.vector.Views;

/** Values taken out of vectors, one at a time: for constants and edges. */
public final class Constants {
  private Constants() {}

  /** The value of a row. */
  public static Value read(Vector vector, int row) {
    if (vector.isNull(row)) {
      return new Value.Null();
    }
    long address = vector.valueAddress(row);
    Value value =
        switch (vector.layout()) {
          case BOOL8 -> new Value.Bool(Memory.getByte(address) != 0);
          case INT8 -> new Value.Int(Memory.getByte(address));
          case INT16 -> new Value.Int(Memory.getShort(address));
          case INT32 -> new Value.Int(Memory.getInt(address));
          case INT64 -> new Value.Int(Memory.getLong(address));
          case INT128 ->
              vector.type().kind() == TypeKind.INTERVAL
                  ? Intervals.value(address)
                  : new Value.Big(Int128.toBigInteger(address));
          case FLOAT32 -> new Value.Real(Memory.getFloat(address));
          case FLOAT64 -> new Value.Real(Memory.getDouble(address));
          case VIEW ->
              vector.type().kind() == TypeKind.STRING
                  ? new Value.Text(new String(Views.toBytes(address), StandardCharsets.UTF_8))
                  : new Value.Bytes(Views.toBytes(address));
        };
    if (vector.type() instanceof DecimalType type) {
      BigInteger unscaled = Value.unscaled(value);
      return Value.decimal(unscaled, type);
    }
    return value;
  }
}
