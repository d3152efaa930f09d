package org.weft.container.expression.cast;

import java.util.List;
import org.weft.container.expression.decimal.Int128;
import org.weft.container.expression.kernel.ConvertLoops;
import org.weft.container.expression.tree.Failures;
import org.weft.container.expression.tree.Misfit;
import org.weft.container.expression.tree.Operand;
import org.weft.container.expression.tree.Pace;
import org.weft.container.expression.tree.Rows;
import org.weft.container.expression.tree.StrictNode;
import org.weft.container.expression.tree.ValueNode;
import org.weft.container.expression.tree.Workspace;
import org.weft.planner.memory.Memory;
import org.weft.planner.type.DataType;
import org.weft.planner.vector.Layout;
import org.weft.planner.vector.Vector;

/** A whole number in another width: integers, booleans, and decimals without decimals. */
final class IntegerCast extends StrictNode {
  private final Misfit misfit;
  private final Layout target;
  private final Operand operand;
  private final Pace pace = new Pace();
  private final long narrow;
  private long longs;
  private long nulls;

  IntegerCast(ValueNode input, DataType type, Misfit misfit, Workspace memory) {
    super(type, List.of(input), memory);
    this.misfit = misfit;
    this.target = Layout.of(type);
    this.operand = new Operand(memory);
    this.narrow = memory.rowBuffer(target.width());
  }

  @Override
  protected void apply(Vector[] inputs, Rows rows, long valid, Vector out) {
    pace.choose(rows);
    int[] sel = pace.indices();
    int n = pace.count();
    long lost = 0;
    Vector input = inputs[0];
    if (input.layout() == Layout.INT128) {
      operand.as(input, rows, Layout.INT128);
      if (longs == 0) {
        longs = memory().rowBuffer(8);
      }
      lost = ConvertLoops.int128ToInt64(operand.data(), longs, sel, n);
    } else {
      operand.as(input, rows, Layout.INT64);
    }
    long from = input.layout() == Layout.INT128 ? longs : operand.data();
    long to = narrow;
    switch (target) {
      case INT8 -> lost |= ConvertLoops.int64ToInt8(from, narrow, sel, n);
      case INT16 -> lost |= ConvertLoops.int64ToInt16(from, narrow, sel, n);
      case INT32 -> lost |= ConvertLoops.int64ToInt32(from, narrow, sel, n);
      default -> to = from;
    }
    long nowValid = lost == 0 ? valid : check(input, rows, valid);
    out.pointFlat(target, to, nowValid);
  }

  /** Something did not fit: the validity without it, or an error. */
  private long check(Vector input, Rows rows, long valid) {
    int bits = 8 * target.width() - 1;
    boolean wide = input.layout() == Layout.INT128;
    long nowValid = valid;
    boolean found = false;
    for (int k = 0; k < rows.count(); k++) {
      int row = rows.indices() == null ? k : rows.indices()[k];
      long value = Memory.getLong(operand.data() + (wide ? 16L : 8L) * row);
      long high = wide ? Memory.getLong(operand.data() + 16L * row + 8) : value >> 63;
      if (!isValid(valid, row) || (high == value >> 63 && value >> bits == high)) {
        continue;
      }
      found = true;
      if (misfit != Misfit.NULL) {
        throw Failures.badCast(Int128.toBigInteger(high, value).toString(), input.type(), type());
      }
      if (nulls == 0) {
        nulls = memory().rowBuffer(1);
      }
      nowValid = Misfit.markNull(row, nowValid, nulls, rows);
    }
    if (!found) {
      pace.falseAlarm();
    }
    return nowValid;
  }
}
