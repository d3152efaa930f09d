package org.weft.container.expression.numeric;

import java.util.List;
import org.weft.container.expression.kernel.ConvertLoops;
import org.weft.container.expression.tree.Failures;
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

/** Sum, difference and product of integers of one type, computed in 64 bits. */
final class LongArithmetic extends StrictNode {
  private final Arithmetic operator;
  private final Layout layout;
  private final Operand left;
  private final Operand right;
  private final Pace pace = new Pace();
  private final long wide;
  private final long narrow;

  LongArithmetic(
      Arithmetic operator, DataType type, ValueNode left, ValueNode right, Workspace memory) {
    super(type, List.of(left, right), memory);
    this.operator = operator;
    this.layout = Layout.of(type);
    this.left = new Operand(memory);
    this.right = new Operand(memory);
    this.wide = memory.rowBuffer(8);
    this.narrow = layout == Layout.INT64 ? wide : memory.rowBuffer(layout.width());
  }

  @Override
  protected void apply(Vector[] inputs, Rows rows, long valid, Vector out) {
    left.as(inputs[0], rows, Layout.INT64);
    right.as(inputs[1], rows, Layout.INT64);
    pace.choose(rows);
    int[] sel = pace.indices();
    int n = pace.count();
    long overflow = operator.longs(left, right, wide, sel, n);
    if (overflow < 0) {
      findOverflow(rows, valid);
      pace.falseAlarm();
    }
    long lost =
        switch (layout) {
          case INT8 -> ConvertLoops.int64ToInt8(wide, narrow, sel, n);
          case INT16 -> ConvertLoops.int64ToInt16(wide, narrow, sel, n);
          case INT32 -> ConvertLoops.int64ToInt32(wide, narrow, sel, n);
          default -> 0;
        };
    if (lost != 0) {
      findLoss(rows, valid);
      pace.falseAlarm();
    }
    out.pointFlat(layout, narrow, valid);
  }

  private void findOverflow(Rows rows, long valid) {
    for (int k = 0; k < rows.count(); k++) {
      int row = rows.indices() == null ? k : rows.indices()[k];
      if (isValid(valid, row) && operator.overflows(value(left, row), value(right, row))) {
        throw failure(row);
      }
    }
  }

  private void findLoss(Rows rows, long valid) {
    int bits = 8 * layout.width() - 1;
    for (int k = 0; k < rows.count(); k++) {
      int row = rows.indices() == null ? k : rows.indices()[k];
      long result = Memory.getLong(wide + 8L * row);
      if (isValid(valid, row) && result >> bits != result >> 63) {
        throw failure(row);
      }
    }
  }

  private RuntimeException failure(int row) {
    return Failures.overflow(operator.show(value(left, row), value(right, row)), type());
  }

  private static long value(Operand operand, int row) {
    return Memory.getLong(operand.data() + (operand.isConstant() ? 0 : 8L * row));
  }
}
