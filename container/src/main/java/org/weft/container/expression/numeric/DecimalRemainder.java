package org.weft.container.expression.numeric;

import java.math.BigDecimal;
import java.util.List;
import org.weft.container.expression.decimal.Int128;
import org.weft.container.expression.tree.Failures;
import org.weft.container.expression.tree.Operand;
import org.weft.container.expression.tree.Rows;
import org.weft.container.expression.tree.StrictNode;
import org.weft.container.expression.tree.ValueNode;
import org.weft.container.expression.tree.Workspace;
import org.weft.planner.memory.Memory;
import org.weft.planner.type.DecimalType;
import org.weft.planner.vector.Layout;
import org.weft.planner.vector.Vector;

/** Remainder of decimals of one scale; its sign is the dividend's. */
final class DecimalRemainder extends StrictNode {
  private final Operand left;
  private final Operand right;
  private final int scale;
  private final long longs;
  private long wide;

  DecimalRemainder(DecimalType type, ValueNode left, ValueNode right, Workspace memory) {
    super(type, List.of(left, right), memory);
    this.scale = type.scale();
    this.left = new Operand(memory);
    this.right = new Operand(memory);
    this.longs = memory.rowBuffer(8);
  }

  @Override
  protected void apply(Vector[] inputs, Rows rows, long valid, Vector out) {
    if (inputs[0].layout() == Layout.INT128 || inputs[1].layout() == Layout.INT128) {
      inWide(inputs, rows, valid);
      out.pointFlat(Layout.INT128, wide, valid);
      return;
    }
    left.as(inputs[0], rows, Layout.INT64);
    right.as(inputs[1], rows, Layout.INT64);
    int strideA = left.isConstant() ? 0 : 8;
    int strideB = right.isConstant() ? 0 : 8;
    for (int k = 0; k < rows.count(); k++) {
      int row = rows.indices() == null ? k : rows.indices()[k];
      long x = Memory.getLong(left.data() + (long) strideA * row);
      long y = Memory.getLong(right.data() + (long) strideB * row);
      if (y == 0 && isValid(valid, row)) {
        throw Failures.divisionByZero(BigDecimal.valueOf(x, scale) + " % 0");
      }
      Memory.putLong(longs + 8L * row, y == 0 ? 0 : x % y);
    }
    out.pointFlat(Layout.INT64, longs, valid);
  }

  private void inWide(Vector[] inputs, Rows rows, long valid) {
    if (wide == 0) {
      wide = memory().rowBuffer(16);
    }
    left.as(inputs[0], rows, Layout.INT128);
    right.as(inputs[1], rows, Layout.INT128);
    for (int k = 0; k < rows.count(); k++) {
      int row = rows.indices() == null ? k : rows.indices()[k];
      long x = left.data() + (left.isConstant() ? 0 : 16L * row);
      long y = right.data() + (right.isConstant() ? 0 : 16L * row);
      long to = wide + 16L * row;
      if ((Memory.getLong(y) | Memory.getLong(y + 8)) != 0) {
        Int128.remainder(
            Memory.getLong(x + 8), Memory.getLong(x), Memory.getLong(y + 8), Memory.getLong(y), to);
      } else if (isValid(valid, row)) {
        throw Failures.divisionByZero(new BigDecimal(Int128.toBigInteger(x), scale) + " % 0");
      }
    }
  }
}
