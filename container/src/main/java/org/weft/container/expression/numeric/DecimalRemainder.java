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

/**
 * Remainder of decimals, at the larger of their scales; its sign is the dividend's. An argument
 * brought to that scale may leave 128 bits where the remainder does not.
 */
final class DecimalRemainder extends StrictNode {
  private final int leftScale;
  private final int rightScale;
  private final int scale;
  private final Operand left;
  private final Operand right;
  private final long longs;
  private final long scaled;
  private long wide;

  DecimalRemainder(ValueNode left, ValueNode right, Workspace memory) {
    super(
        new DecimalType(
            DecimalType.MAX_PRECISION,
            Math.max(Numbers.scale(left.type()), Numbers.scale(right.type()))),
        List.of(left, right),
        memory);
    this.leftScale = Numbers.scale(left.type());
    this.rightScale = Numbers.scale(right.type());
    this.scale = Math.max(leftScale, rightScale);
    this.left = new Operand(memory);
    this.right = new Operand(memory);
    this.longs = memory.rowBuffer(8);
    this.scaled = memory.buffer(32);
  }

  @Override
  protected void apply(Vector[] inputs, Rows rows, long valid, Vector out) {
    boolean narrow = inputs[0].layout() != Layout.INT128 && inputs[1].layout() != Layout.INT128;
    if (narrow && leftScale == rightScale) {
      inLongs(inputs, rows, valid);
      out.pointFlat(Layout.INT64, longs, valid);
    } else {
      inWide(inputs, rows, valid);
      out.pointFlat(Layout.INT128, wide, valid);
    }
  }

  private void inLongs(Vector[] inputs, Rows rows, long valid) {
    left.as(inputs[0], rows, Layout.INT64);
    right.as(inputs[1], rows, Layout.INT64);
    int strideA = left.isConstant() ? 0 : 8;
    int strideB = right.isConstant() ? 0 : 8;
    for (int k = 0; k < rows.count(); k++) {
      int row = rows.indices() == null ? k : rows.indices()[k];
      long x = Memory.getLong(left.data() + (long) strideA * row);
      long y = Memory.getLong(right.data() + (long) strideB * row);
      if (y == 0 && isValid(valid, row)) {
        throw Failures.divisionByZero(BigDecimal.valueOf(x, leftScale) + " % 0");
      }
      Memory.putLong(longs + 8L * row, y == 0 ? 0 : x % y);
    }
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
      if (!isValid(valid, row)) {
        Int128.put(wide + 16L * row, 0, 0);
        continue;
      }
      if ((Memory.getLong(y) | Memory.getLong(y + 8)) == 0) {
        throw Failures.divisionByZero(new BigDecimal(Int128.toBigInteger(x), leftScale) + " % 0");
      }
      remainder(x, y, wide + 16L * row);
    }
  }

  private void remainder(long x, long y, long to) {
    if (moveTo(x, leftScale, scaled) && moveTo(y, rightScale, scaled + 16)) {
      Int128.remainder(
          Memory.getLong(scaled + 8),
          Memory.getLong(scaled),
          Memory.getLong(scaled + 24),
          Memory.getLong(scaled + 16),
          to);
      return;
    }
    BigDecimal dividend = new BigDecimal(Int128.toBigInteger(x), leftScale);
    BigDecimal divisor = new BigDecimal(Int128.toBigInteger(y), rightScale);
    Int128.put(to, dividend.remainder(divisor).setScale(scale).unscaledValue());
  }

  private boolean moveTo(long from, int fromScale, long to) {
    int digits = scale - fromScale;
    return Int128.multiply(
        Memory.getLong(from + 8),
        Memory.getLong(from),
        Int128.powerHigh(digits),
        Int128.powerLow(digits),
        to);
  }
}
