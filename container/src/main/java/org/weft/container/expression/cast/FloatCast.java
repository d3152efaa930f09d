package org.weft.container.expression.cast;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.weft.container.expression.decimal.Int128;
import org.weft.container.expression.tree.Misfit;
import org.weft.container.expression.tree.ValueNode;
import org.weft.container.expression.tree.Workspace;
import org.weft.planner.memory.Memory;
import org.weft.planner.type.DataType;
import org.weft.planner.type.DecimalType;
import org.weft.planner.vector.Layout;

/** A floating-point number as an integer or a decimal. */
final class FloatCast extends RowCast {
  private final Layout target;
  private final DecimalType decimal;
  private final double limit;

  FloatCast(ValueNode input, DataType type, Misfit misfit, Workspace memory) {
    super(input, type, misfit, memory);
    this.target = Layout.of(type);
    this.decimal = type instanceof DecimalType d ? d : null;
    this.limit = Math.pow(2, 8 * target.width() - 1);
  }

  @Override
  Layout readAs(Layout layout) {
    return Layout.FLOAT64;
  }

  @Override
  boolean convert(long from, long to) {
    double value = Memory.getDouble(from);
    return decimal == null ? toInteger(value, to) : toDecimal(value, to);
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

  private boolean toDecimal(double value, long to) {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      return false;
    }
    BigDecimal exact = new BigDecimal(value).setScale(decimal.scale(), RoundingMode.HALF_UP);
    if (exact.precision() > decimal.precision()) {
      return false;
    }
    if (target == Layout.INT64) {
      Memory.putLong(to, exact.unscaledValue().longValue());
    } else {
      Int128.put(to, exact.unscaledValue());
    }
    return true;
  }

  @Override
  String show(long from) {
    return Double.toString(Memory.getDouble(from));
  }
}
