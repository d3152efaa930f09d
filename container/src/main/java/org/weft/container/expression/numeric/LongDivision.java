package org.weft.container.expression.numeric;

import java.util.List;
import org.weft.container.expression.kernel.ConvertLoops;
import org.weft.container.expression.tree.Failures;
import org.weft.container.expression.tree.Operand;
import org.weft.container.expression.tree.Rows;
import org.weft.container.expression.tree.StrictNode;
import org.weft.container.expression.tree.ValueNode;
import org.weft.container.expression.tree.Workspace;
import org.weft.planner.memory.Memory;
import org.weft.planner.type.DataType;
import org.weft.planner.vector.Layout;
import org.weft.planner.vector.Vector;

/** Quotient (cut) or remainder of integers of one type. */
final class LongDivision extends StrictNode {
  private final Part part;
  private final Layout layout;
  private final Operand left;
  private final Operand right;
  private final long wide;
  private final long narrow;

  /** Which part of the division is the result. */
  enum Part {
    QUOTIENT("/"),
    REMAINDER("%");

    private final String symbol;

    Part(String symbol) {
      this.symbol = symbol;
    }
  }

  LongDivision(Part part, DataType type, ValueNode left, ValueNode right, Workspace memory) {
    super(type, List.of(left, right), memory);
    this.part = part;
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
    int strideA = left.isConstant() ? 0 : 8;
    int strideB = right.isConstant() ? 0 : 8;
    int bits = 8 * layout.width() - 1;
    int[] sel = rows.indices();
    int n = rows.count();
    for (int k = 0; k < n; k++) {
      int row = sel == null ? k : sel[k];
      long x = Memory.getLong(left.data() + (long) strideA * row);
      long y = Memory.getLong(right.data() + (long) strideB * row);
      long result = 0;
      if (y != 0) {
        result = part == Part.QUOTIENT ? x / y : x % y;
        boolean wrapped = x == Long.MIN_VALUE && y == -1 && part == Part.QUOTIENT;
        if ((wrapped || result >> bits != result >> 63) && isValid(valid, row)) {
          throw Failures.overflow(x + " / " + y, type());
        }
      } else if (isValid(valid, row)) {
        throw Failures.divisionByZero(x + " " + part.symbol + " 0");
      }
      Memory.putLong(wide + 8L * row, result);
    }
    switch (layout) {
      case INT8 -> ConvertLoops.int64ToInt8(wide, narrow, sel, n);
      case INT16 -> ConvertLoops.int64ToInt16(wide, narrow, sel, n);
      case INT32 -> ConvertLoops.int64ToInt32(wide, narrow, sel, n);
      default -> {}
    }
    out.pointFlat(layout, narrow, valid);
  }
}
