package org.weft.container.expression.numeric;

import java.math.BigDecimal;
import java.util.List;
import org.weft.container.expression.decimal.Int128;
import org.weft.container.expression.kernel.LongLoops;
import org.weft.container.expression.tree.Failures;
import org.weft.container.expression.tree.Misfit;
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

/** An integer or decimal as a decimal of another scale and precision, rounded half up. */
public final class DecimalRescale extends StrictNode {
  private static final int LONG_POWERS = 18;

  private final int fromScale;
  private final DecimalType target;
  private final Misfit misfit;
  private final int shift;
  private final boolean checked;
  private final Operand operand;
  private final Pace pace = new Pace();
  private final long longs;
  private long wide;
  private long nulls;

  /**
   * @param from digits and scale of the input, which for a product may be none of a type's
   */
  public record Digits(int precision, int scale) {}

  public DecimalRescale(
      ValueNode input, Digits from, DecimalType target, Misfit misfit, Workspace memory) {
    super(target, List.of(input), memory);
    this.fromScale = from.scale();
    this.target = target;
    this.misfit = misfit;
    this.shift = target.scale() - from.scale();
    int roundedUp = shift < 0 ? 1 : 0;
    this.checked = from.precision() + shift + roundedUp > target.precision();
    this.operand = new Operand(memory);
    this.longs = memory.rowBuffer(8);
  }

  @Override
  protected void apply(Vector[] inputs, Rows rows, long valid, Vector out) {
    if (inputs[0].layout() != Layout.INT128 && inLongs(inputs[0], rows, valid)) {
      out.pointFlat(Layout.INT64, longs, valid);
      return;
    }
    long nowValid = inWide(inputs[0], rows, valid);
    if (target.fitsLong()) {
      narrow(rows);
      out.pointFlat(Layout.INT64, longs, nowValid);
    } else {
      out.pointFlat(Layout.INT128, wide, nowValid);
    }
  }

  /** False if a row that counts does not fit 64 bits or the target. */
  private boolean inLongs(Vector input, Rows rows, long valid) {
    operand.as(input, rows, Layout.INT64);
    pace.choose(rows);
    if (Math.abs(shift) > LONG_POWERS) {
      return false;
    }
    if (alarm(pace.indices(), pace.count()) == 0) {
      return true;
    }
    for (int k = 0; k < rows.count(); k++) {
      int row = rows.indices() == null ? k : rows.indices()[k];
      if (isValid(valid, row) && !fitsLong(row)) {
        return false;
      }
    }
    pace.falseAlarm();
    return true;
  }

  private long alarm(int[] sel, int n) {
    long alarm = 0;
    long power = Int128.powerLow(Math.abs(shift));
    if (shift >= 0) {
      alarm = LongLoops.multiplyConstant(operand.data(), power, longs, sel, n);
    } else {
      LongLoops.divideHalfUp(operand.data(), power, longs, sel, n);
    }
    if (checked && target.fitsLong()) {
      alarm |= LongLoops.beyond(longs, Int128.powerLow(target.precision()) - 1, sel, n);
    }
    return alarm;
  }

  private boolean fitsLong(int row) {
    long value = Memory.getLong(operand.data() + 8L * row);
    long result = Memory.getLong(longs + 8L * row);
    if (shift > 0) {
      long power = Int128.powerLow(shift);
      if (Math.multiplyHigh(value, power) != (value * power) >> 63) {
        return false;
      }
    }
    return !checked || Int128.fits(result >> 63, result, target.precision());
  }

  /** The validity of the result. */
  private long inWide(Vector input, Rows rows, long valid) {
    if (wide == 0) {
      wide = memory().rowBuffer(16);
    }
    operand.as(input, rows, Layout.INT128);
    long nowValid = valid;
    for (int k = 0; k < rows.count(); k++) {
      int row = rows.indices() == null ? k : rows.indices()[k];
      if (!rescale(operand.data() + 16L * row, wide + 16L * row) && isValid(valid, row)) {
        if (misfit != Misfit.NULL) {
          throw failure(row, input);
        }
        if (nulls == 0) {
          nulls = memory().rowBuffer(1);
        }
        nowValid = Misfit.markNull(row, nowValid, nulls, rows);
      }
    }
    return nowValid;
  }

  private boolean rescale(long from, long to) {
    long low = Memory.getLong(from);
    long high = Memory.getLong(from + 8);
    int digits = Math.abs(shift);
    if (digits > DecimalType.MAX_PRECISION) {
      // only a product's excess digits are cut that far
      Int128.put(to, 0, 0);
      return true;
    }
    if (shift < 0) {
      Int128.divideHalfUp(high, low, Int128.powerHigh(digits), Int128.powerLow(digits), to);
    } else if (!Int128.multiply(high, low, Int128.powerHigh(digits), Int128.powerLow(digits), to)) {
      Int128.put(to, 0, 0);
      return false;
    }
    return Int128.fits(Memory.getLong(to + 8), Memory.getLong(to), target.precision());
  }

  private void narrow(Rows rows) {
    for (int k = 0; k < rows.count(); k++) {
      int row = rows.indices() == null ? k : rows.indices()[k];
      Memory.putLong(longs + 8L * row, Memory.getLong(wide + 16L * row));
    }
  }

  private RuntimeException failure(int row, Vector input) {
    String value =
        new BigDecimal(Int128.toBigInteger(operand.data() + 16L * row), fromScale).toPlainString();
    return misfit == Misfit.OVERFLOW
        ? Failures.overflow(value + " with " + target.scale() + " decimals", target)
        : Failures.badCast(value, input.type(), target);
  }
}
