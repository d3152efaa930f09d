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
 * Quotient of decimals, rounded half away from zero. The dividend is moved left by as many digits
 * as the result needs; a batch in which that leaves 64 bits is done in 128, and a row in which it
 * leaves those too, in big integers.
 */
final class DecimalDivision extends StrictNode {
  private static final int LONG_POWERS = 18;

  private final DecimalType decimal;
  private final int shift;
  private final Operand left;
  private final Operand right;
  private final long longs;
  private long wide;

  /**
   * @param shift digits by which the dividend is moved left; negative moves the divisor
   */
  DecimalDivision(DecimalType type, int shift, ValueNode left, ValueNode right, Workspace memory) {
    super(type, List.of(left, right), memory);
    this.decimal = type;
    this.shift = shift;
    this.left = new Operand(memory);
    this.right = new Operand(memory);
    this.longs = memory.rowBuffer(8);
  }

  @Override
  protected void apply(Vector[] inputs, Rows rows, long valid, Vector out) {
    if (inputs[0].layout() != Layout.INT128
        && inputs[1].layout() != Layout.INT128
        && shift >= 0
        && shift <= LONG_POWERS
        && inLongs(inputs, rows, valid)) {
      out.pointFlat(Layout.INT64, longs, valid);
      return;
    }
    inWide(inputs, rows, valid);
    out.pointFlat(
        decimal.fitsLong() ? Layout.INT64 : Layout.INT128,
        decimal.fitsLong() ? longs : wide,
        valid);
  }

  /** False if a row needs more than 64 bits on the way. */
  private boolean inLongs(Vector[] inputs, Rows rows, long valid) {
    left.as(inputs[0], rows, Layout.INT64);
    right.as(inputs[1], rows, Layout.INT64);
    int strideA = left.isConstant() ? 0 : 8;
    int strideB = right.isConstant() ? 0 : 8;
    long power = Int128.powerLow(shift);
    for (int k = 0; k < rows.count(); k++) {
      int row = rows.indices() == null ? k : rows.indices()[k];
      long x = Memory.getLong(left.data() + (long) strideA * row);
      long y = Memory.getLong(right.data() + (long) strideB * row);
      long moved = x * power;
      boolean valued = isValid(valid, row);
      if (y == 0) {
        if (valued) {
          throw Failures.divisionByZero(
              BigDecimal.valueOf(x, Numbers.scale(inputs[0].type())) + " / 0");
        }
        continue;
      }
      boolean lost = Math.multiplyHigh(x, power) != moved >> 63 || moved == Long.MIN_VALUE;
      long quotient = moved / y;
      long rest = Math.abs(moved - quotient * y);
      if (rest >= Math.abs(y) - rest) {
        quotient += ((moved ^ y) >> 63) | 1;
      }
      Memory.putLong(longs + 8L * row, quotient);
      boolean fits = Int128.fits(quotient >> 63, quotient, decimal.precision());
      if ((lost || !fits) && valued) {
        return false;
      }
    }
    return true;
  }

  private void inWide(Vector[] inputs, Rows rows, long valid) {
    if (wide == 0) {
      wide = memory().rowBuffer(16);
    }
    left.as(inputs[0], rows, Layout.INT128);
    right.as(inputs[1], rows, Layout.INT128);
    int strideA = left.isConstant() ? 0 : 16;
    int strideB = right.isConstant() ? 0 : 16;
    for (int k = 0; k < rows.count(); k++) {
      int row = rows.indices() == null ? k : rows.indices()[k];
      long x = left.data() + (long) strideA * row;
      long y = right.data() + (long) strideB * row;
      long to = wide + 16L * row;
      if (!isValid(valid, row)) {
        Int128.put(to, 0, 0);
        Memory.putLong(longs + 8L * row, 0);
        continue;
      }
      if ((Memory.getLong(y) | Memory.getLong(y + 8)) == 0) {
        throw Failures.divisionByZero(show(x, inputs[0]) + " / 0");
      }
      if (!divide(x, y, to)
          || !Int128.fits(Memory.getLong(to + 8), Memory.getLong(to), decimal.precision())) {
        throw Failures.overflow(show(x, inputs[0]) + " / " + show(y, inputs[1]), decimal);
      }
      Memory.putLong(longs + 8L * row, Memory.getLong(to));
    }
  }

  private boolean divide(long x, long y, long to) {
    if (shift >= 0
        && shift <= DecimalType.MAX_PRECISION
        && Int128.multiply(
            Memory.getLong(x + 8),
            Memory.getLong(x),
            Int128.powerHigh(shift),
            Int128.powerLow(shift),
            to)) {
      Int128.divideHalfUp(
          Memory.getLong(to + 8), Memory.getLong(to), Memory.getLong(y + 8), Memory.getLong(y), to);
      return true;
    }
    BigInteger quotient =
        new BigDecimal(Int128.toBigInteger(x), -shift)
            .divide(new BigDecimal(Int128.toBigInteger(y)), 0, RoundingMode.HALF_UP)
            .unscaledValue();
    if (quotient.bitLength() > 127) {
      return false;
    }
    Int128.put(to, quotient);
    return true;
  }

  private static String show(long address, Vector vector) {
    return new BigDecimal(Int128.toBigInteger(address), Numbers.scale(vector.type()))
        .toPlainString();
  }
}
