package org.weft.container.expression.numeric;

import java.math.BigDecimal;
import java.util.List;
import org.weft.container.expression.decimal.Int128;
import org.weft.container.expression.decimal.Int128Loops;
import org.weft.container.expression.tree.Failures;
import org.weft.container.expression.tree.Operand;
import org.weft.container.expression.tree.Pace;
import org.weft.container.expression.tree.Rows;
import org.weft.container.expression.tree.StrictNode;
import org.weft.container.expression.tree.ValueNode;
import org.weft.container.expression.tree.Workspace;
import org.weft.planner.memory.Memory;
import org.weft.planner.type.DecimalType;
import org.weft.planner.vector.Layout;
import org.weft.planner.vector.Vector;

/**
 * Sum, difference and product of decimals whose scales already agree with the result's: in 64 bits,
 * and again in 128 when a row of the batch needs it.
 */
final class DecimalArithmetic extends StrictNode {
  private final Arithmetic operator;
  private final DecimalType decimal;
  private final Operand left;
  private final Operand right;
  private final Pace pace = new Pace();
  private final long longs;
  private long wide;

  DecimalArithmetic(
      Arithmetic operator, DecimalType type, ValueNode left, ValueNode right, Workspace memory) {
    super(type, List.of(left, right), memory);
    this.operator = operator;
    this.decimal = type;
    this.left = new Operand(memory);
    this.right = new Operand(memory);
    this.longs = memory.rowBuffer(8);
  }

  @Override
  protected void apply(Vector[] inputs, Rows rows, long valid, Vector out) {
    if (inputs[0].layout() != Layout.INT128
        && inputs[1].layout() != Layout.INT128
        && inLongs(inputs, rows, valid)) {
      out.pointFlat(Layout.INT64, longs, valid);
      return;
    }
    inWide(inputs, rows, valid);
    out.pointFlat(Layout.INT128, wide, valid);
  }

  /** False if a row does not fit. */
  private boolean inLongs(Vector[] inputs, Rows rows, long valid) {
    left.as(inputs[0], rows, Layout.INT64);
    right.as(inputs[1], rows, Layout.INT64);
    pace.choose(rows);
    if (operator.longs(left, right, longs, pace.indices(), pace.count()) < 0) {
      for (int k = 0; k < rows.count(); k++) {
        int row = rows.indices() == null ? k : rows.indices()[k];
        if (isValid(valid, row) && operator.overflows(value(left, row), value(right, row))) {
          if (decimal.fitsLong()) {
            throw failure(inputs, row);
          }
          return false;
        }
      }
      pace.falseAlarm();
    }
    return true;
  }

  private RuntimeException failure(Vector[] inputs, int row) {
    return Failures.overflow(
        operator.show(
            BigDecimal.valueOf(value(left, row), Numbers.scale(inputs[0].type())).toPlainString(),
            BigDecimal.valueOf(value(right, row), Numbers.scale(inputs[1].type())).toPlainString()),
        decimal);
  }

  private void inWide(Vector[] inputs, Rows rows, long valid) {
    if (wide == 0) {
      wide = memory().rowBuffer(16);
    }
    left.as(inputs[0], rows, Layout.INT128);
    right.as(inputs[1], rows, Layout.INT128);
    Int128Loops.Input a = new Int128Loops.Input(left.data(), left.isConstant() ? 0 : 16);
    Int128Loops.Input b = new Int128Loops.Input(right.data(), right.isConstant() ? 0 : 16);
    int[] sel = rows.indices();
    int n = rows.count();
    int failed =
        switch (operator) {
          case ADD -> Int128Loops.add(a, b, wide, valid, sel, n);
          case SUBTRACT -> Int128Loops.subtract(a, b, wide, valid, sel, n);
          case MULTIPLY -> Int128Loops.multiply(a, b, wide, valid, sel, n);
        };
    if (failed >= 0) {
      throw Failures.overflow(
          operator.show(show(inputs[0], a, failed), show(inputs[1], b, failed)), decimal);
    }
  }

  private static String show(Vector vector, Int128Loops.Input input, int row) {
    return new BigDecimal(
            Int128.toBigInteger(input.data() + (long) input.stride() * row),
            Numbers.scale(vector.type()))
        .toPlainString();
  }

  private static long value(Operand operand, int row) {
    return Memory.getLong(operand.data() + (operand.isConstant() ? 0 : 8L * row));
  }
}
