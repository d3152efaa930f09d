package org.weft.container.expression.numeric;

import java.math.BigDecimal;
import java.util.List;
import org.weft.container.expression.decimal.Int128;
import org.weft.container.expression.kernel.ConvertLoops;
import org.weft.container.expression.tree.Failures;
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

/** Integers and decimals cut or rounded to some digits, negated, or without their sign. */
final class ExactRound extends StrictNode {
  private final Mode mode;
  private final int fromScale;
  private final int drop;
  private final int raise;
  private final int precision;
  private final Layout layout;
  private final Operand operand;
  private final long wide;
  private final long longs;
  private final long narrow;

  /** What happens to the digits that go. */
  enum Mode {
    FLOOR,
    CEIL,
    HALF_AWAY,
    /** No digits go; the sign changes. */
    NEGATE,
    /** No digits go; the sign does. */
    ABS
  }

  /**
   * @param digits how many digits behind the point stay; negative: zeros before it
   */
  ExactRound(Mode mode, DataType type, int digits, ValueNode input, Workspace memory) {
    super(type, List.of(input), memory);
    this.mode = mode;
    this.fromScale = Numbers.scale(input.type());
    int kept = Math.min(digits, fromScale);
    this.drop = fromScale - kept;
    this.raise = Numbers.scale(type) - kept;
    this.precision = type instanceof DecimalType decimal ? decimal.precision() : 38;
    this.layout = Layout.of(type);
    this.operand = new Operand(memory);
    this.wide = memory.rowBuffer(16);
    this.longs = memory.rowBuffer(8);
    this.narrow = layout.width() < 8 ? memory.rowBuffer(4) : 0;
  }

  @Override
  protected void apply(Vector[] inputs, Rows rows, long valid, Vector out) {
    operand.as(inputs[0], rows, Layout.INT128);
    int[] sel = rows.indices();
    int n = rows.count();
    int bits = layout == Layout.INT128 ? 63 : 8 * layout.width() - 1;
    for (int k = 0; k < n; k++) {
      int row = sel == null ? k : sel[k];
      long from = operand.data() + 16L * row;
      long to = wide + 16L * row;
      boolean fits = compute(from, to);
      long low = Memory.getLong(to);
      long high = Memory.getLong(to + 8);
      fits &= Int128.fits(high, low, precision);
      fits &= layout == Layout.INT128 || (high == low >> 63 && low >> bits == high);
      if (!fits && isValid(valid, row)) {
        BigDecimal value = new BigDecimal(Int128.toBigInteger(from), fromScale);
        throw Failures.overflow("rounding " + value.toPlainString(), type());
      }
      Memory.putLong(longs + 8L * row, low);
    }
    long data = longs;
    switch (layout) {
      case INT8 -> ConvertLoops.int64ToInt8(longs, data = narrow, sel, n);
      case INT16 -> ConvertLoops.int64ToInt16(longs, data = narrow, sel, n);
      case INT32 -> ConvertLoops.int64ToInt32(longs, data = narrow, sel, n);
      case INT128 -> data = wide;
      default -> {}
    }
    out.pointFlat(layout, data, valid);
  }

  private boolean compute(long from, long to) {
    long low = Memory.getLong(from);
    long high = Memory.getLong(from + 8);
    boolean negative = high < 0;
    switch (mode) {
      case NEGATE -> {
        return Int128.subtract(0, 0, high, low, to) && move(to);
      }
      case ABS -> {
        if (negative) {
          return Int128.subtract(0, 0, high, low, to) && move(to);
        }
        Int128.put(to, high, low);
        return move(to);
      }
      case HALF_AWAY -> half(high, low, to);
      default -> cut(high, low, to);
    }
    return move(to);
  }

  private void half(long high, long low, long to) {
    if (drop > DecimalType.MAX_PRECISION) {
      Int128.put(to, 0, 0);
    } else {
      Int128.divideHalfUp(high, low, Int128.powerHigh(drop), Int128.powerLow(drop), to);
    }
  }

  private void cut(long high, long low, long to) {
    Int128.divideTruncate(high, low, Int128.powerHigh(drop), Int128.powerLow(drop), to);
    long qLow = Memory.getLong(to);
    long qHigh = Memory.getLong(to + 8);
    Int128.multiply(qHigh, qLow, Int128.powerHigh(drop), Int128.powerLow(drop), to);
    boolean exact = Memory.getLong(to) == low && Memory.getLong(to + 8) == high;
    long step =
        exact ? 0 : mode == Mode.FLOOR && high < 0 ? -1 : mode == Mode.CEIL && high >= 0 ? 1 : 0;
    Int128.add(qHigh, qLow, step >> 63, step, to);
  }

  /** From the digits that stayed to the scale of the result. */
  private boolean move(long to) {
    int digits = Math.abs(raise);
    if (digits == 0) {
      return true;
    }
    if (digits > DecimalType.MAX_PRECISION) {
      return (Memory.getLong(to) | Memory.getLong(to + 8)) == 0;
    }
    long low = Memory.getLong(to);
    long high = Memory.getLong(to + 8);
    if (raise > 0) {
      return Int128.multiply(high, low, Int128.powerHigh(digits), Int128.powerLow(digits), to);
    }
    Int128.divideHalfUp(high, low, Int128.powerHigh(digits), Int128.powerLow(digits), to);
    return true;
  }
}
