package org.weft.container.expression.cast;

import java.math.BigDecimal;
import org.weft.container.expression.decimal.Int128;
import org.weft.container.expression.tree.Misfit;
import org.weft.container.expression.tree.ValueNode;
import org.weft.container.expression.tree.Workspace;
import org.weft.planner.memory.Memory;
import org.weft.planner.type.DataType;
import org.weft.planner.type.DecimalType;
import org.weft.planner.vector.Layout;

/** A floating-point number as an integer, a decimal or a shorter floating-point number. */
final class FloatCast extends RowCast {
  private final Layout target;
  private final double limit;
  private final boolean isDecimal;
  private final double unit;
  private final double end;

  FloatCast(ValueNode input, DataType type, Misfit misfit, Workspace memory) {
    super(input, type, misfit, memory);
    this.target = Layout.of(type);
    this.isDecimal = type instanceof DecimalType;
    this.unit = type instanceof DecimalType decimal ? power(decimal.scale()) : 1;
    this.end = type instanceof DecimalType decimal ? power(decimal.precision()) : 0;
    this.limit = Math.pow(2, 8 * target.width() - 1);
  }

  private static double power(int exponent) {
    return Double.parseDouble("1e" + exponent);
  }

  @Override
  Layout readAs(Layout layout) {
    return Layout.FLOAT64;
  }

  @Override
  boolean convert(long from, long to) {
    double value = Memory.getDouble(from);
    if (target == Layout.FLOAT32) {
      return toFloat(value, to);
    }
    return isDecimal ? toDecimal(value, to) : toInteger(value, to);
  }

  /** A number does not become infinite, as in DuckDB. */
  private static boolean toFloat(double value, long to) {
    float nearest = (float) value;
    Memory.putFloat(to, nearest);
    return !Float.isInfinite(nearest) || Double.isInfinite(value);
  }

  private boolean toInteger(double value, long to) {
    double rounded = Math.rint(value);
    if (!(rounded >= -limit && rounded < limit)) {
      return false;
    }
    long number = (long) rounded;
    switch (target) {
      case INT8 -> Memory.putByte(to, (byte) number);
      case INT16 -> Memory.putShort(to, (short) number);
      case INT32 -> Memory.putInt(to, (int) number);
      default -> Memory.putLong(to, number);
    }
    return true;
  }

  /** As DuckDB: the product with the power of ten, which is a float too, is rounded. */
  private boolean toDecimal(double value, long to) {
    double scaled = value * unit;
    double size = Math.abs(scaled);
    double whole = Math.floor(size);
    double rounded = Math.copySign(size - whole >= 0.5 ? whole + 1 : whole, scaled);
    if (!(Math.abs(rounded) < end)) {
      return false;
    }
    if (target == Layout.INT64) {
      Memory.putLong(to, (long) rounded);
    } else {
      Int128.put(to, new BigDecimal(rounded).toBigInteger());
    }
    return true;
  }

  @Override
  String show(long from) {
    return Double.toString(Memory.getDouble(from));
  }
}
