package org.weft.container.expression.numeric;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
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
 * Product of decimals whose result has fewer digits behind the point than the exact product: what
 * is left of types that would need more than 38 digits. The exact product may have up to 76.
 */
final class RoundedProduct extends StrictNode {
  private final DecimalType decimal;
  private final int excess;
  private final Operand left;
  private final Operand right;
  private final long wide;
  private final long longs;

  /**
   * @param excess digits of the exact product to round away
   */
  RoundedProduct(DecimalType type, int excess, ValueNode left, ValueNode right, Workspace memory) {
    super(type, List.of(left, right), memory);
    this.decimal = type;
    this.excess = excess;
    this.left = new Operand(memory);
    this.right = new Operand(memory);
    this.wide = memory.rowBuffer(16);
    this.longs = memory.rowBuffer(8);
  }

  @Override
  protected void apply(Vector[] inputs, Rows rows, long valid, Vector out) {
    left.as(inputs[0], rows, Layout.INT128);
    right.as(inputs[1], rows, Layout.INT128);
    for (int k = 0; k < rows.count(); k++) {
      int row = rows.indices() == null ? k : rows.indices()[k];
      long x = left.data() + (left.isConstant() ? 0 : 16L * row);
      long y = right.data() + (right.isConstant() ? 0 : 16L * row);
      long to = wide + 16L * row;
      if (!isValid(valid, row)) {
        Int128.put(to, 0, 0);
      } else if (!multiply(x, y, to)
          || !Int128.fits(Memory.getLong(to + 8), Memory.getLong(to), decimal.precision())) {
        throw Failures.overflow(show(x, inputs[0]) + " * " + show(y, inputs[1]), decimal);
      }
      Memory.putLong(longs + 8L * row, Memory.getLong(to));
    }
    if (decimal.fitsLong()) {
      out.pointFlat(Layout.INT64, longs, valid);
    } else {
      out.pointFlat(Layout.INT128, wide, valid);
    }
  }

  private boolean multiply(long x, long y, long to) {
    if (excess <= DecimalType.MAX_PRECISION
        && Int128.multiply(
            Memory.getLong(x + 8),
            Memory.getLong(x),
            Memory.getLong(y + 8),
            Memory.getLong(y),
            to)) {
      Int128.divideHalfUp(
          Memory.getLong(to + 8),
          Memory.getLong(to),
          Int128.powerHigh(excess),
          Int128.powerLow(excess),
          to);
      return true;
    }
    BigInteger product = Int128.toBigInteger(x).multiply(Int128.toBigInteger(y));
    BigInteger rounded =
        new BigDecimal(product, excess).setScale(0, RoundingMode.HALF_UP).unscaledValue();
    if (rounded.bitLength() > 127) {
      return false;
    }
    Int128.put(to, rounded);
    return true;
  }

  private static String show(long address, Vector vector) {
    return new BigDecimal(Int128.toBigInteger(address), Numbers.scale(vector.type()))
        .toPlainString();
  }
}
