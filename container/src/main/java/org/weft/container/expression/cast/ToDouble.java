package org.weft.container.expression.cast;

import java.math.BigDecimal;
import java.util.List;
import org.weft.container.expression.decimal.Int128;
import org.weft.container.expression.kernel.ConvertLoops;
import org.weft.container.expression.tree.Operand;
import org.weft.container.expression.tree.Rows;
import org.weft.container.expression.tree.StrictNode;
import org.weft.container.expression.tree.ValueNode;
import org.weft.container.expression.tree.Workspace;
import org.weft.planner.memory.Memory;
import org.weft.planner.type.DataType;
import org.weft.planner.type.DecimalType;
import org.weft.planner.vector.Layout;
import org.weft.planner.vector.Vector;

/** The floating-point number nearest to an integer, boolean, decimal or other float. */
final class ToDouble extends StrictNode {
  /** Up to here both a quotient's sides are exact, so that the quotient is rounded only once. */
  private static final long EXACT = 1L << 53;

  private static final int EXACT_POWERS = 22;

  private final Layout target;
  private final Operand operand;
  private final long doubles;
  private final long floats;

  ToDouble(ValueNode input, DataType type, Workspace memory) {
    super(type, List.of(input), memory);
    this.target = Layout.of(type);
    this.operand = new Operand(memory);
    this.doubles = memory.rowBuffer(8);
    this.floats = target == Layout.FLOAT32 ? memory.rowBuffer(4) : 0;
  }

  @Override
  protected void apply(Vector[] inputs, Rows rows, long valid, Vector out) {
    Vector input = inputs[0];
    int[] sel = rows.indices();
    int n = rows.count();
    long from = doubles;
    switch (input.layout()) {
      case FLOAT32, FLOAT64 -> {
        operand.as(input, rows, Layout.FLOAT64);
        from = operand.data();
      }
      case INT128 -> {
        operand.as(input, rows, Layout.INT128);
        wide(scale(input), sel, n);
      }
      default -> {
        operand.as(input, rows, Layout.INT64);
        if (scale(input) == 0) {
          ConvertLoops.int64ToFloat64(operand.data(), doubles, sel, n);
        } else {
          decimals(scale(input), sel, n);
        }
      }
    }
    if (target == Layout.FLOAT32) {
      ConvertLoops.float64ToFloat32(from, floats, sel, n);
      from = floats;
    }
    out.pointFlat(target, from, valid);
  }

  private void decimals(int scale, int[] sel, int n) {
    double power = Math.pow(10, scale);
    for (int k = 0; k < n; k++) {
      int row = sel == null ? k : sel[k];
      long value = Memory.getLong(operand.data() + 8L * row);
      double result =
          value > -EXACT && value < EXACT && scale <= EXACT_POWERS
              ? value / power
              : BigDecimal.valueOf(value, scale).doubleValue();
      Memory.putDouble(doubles + 8L * row, result);
    }
  }

  private void wide(int scale, int[] sel, int n) {
    for (int k = 0; k < n; k++) {
      int row = sel == null ? k : sel[k];
      BigDecimal value = new BigDecimal(Int128.toBigInteger(operand.data() + 16L * row), scale);
      Memory.putDouble(doubles + 8L * row, value.doubleValue());
    }
  }

  private static int scale(Vector input) {
    return input.type() instanceof DecimalType type ? type.scale() : 0;
  }
}
