package org.weft.container.expression.numeric;

import java.util.List;
import org.weft.container.expression.kernel.ConvertLoops;
import org.weft.container.expression.kernel.DoubleLoops;
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

/**
 * Arithmetic of floating-point numbers, in FLOAT64. Rounding its results to FLOAT32 gives the same
 * as computing in FLOAT32: 53 bits are more than twice 24.
 */
final class DoubleArithmetic extends StrictNode {
  private final Operator operator;
  private final Layout layout;
  private final Operand left;
  private final Operand right;
  private final long doubles;
  private final long floats;

  /** What is computed. */
  enum Operator {
    ADD,
    SUBTRACT,
    MULTIPLY,
    DIVIDE,
    REMAINDER
  }

  DoubleArithmetic(
      Operator operator, DataType type, ValueNode left, ValueNode right, Workspace memory) {
    super(type, List.of(left, right), memory);
    this.operator = operator;
    this.layout = Layout.of(type);
    this.left = new Operand(memory);
    this.right = new Operand(memory);
    this.doubles = memory.rowBuffer(8);
    this.floats = layout == Layout.FLOAT32 ? memory.rowBuffer(4) : 0;
  }

  @Override
  protected void apply(Vector[] inputs, Rows rows, long valid, Vector out) {
    left.as(inputs[0], rows, Layout.FLOAT64);
    right.as(inputs[1], rows, Layout.FLOAT64);
    long a = left.data();
    long b = right.data();
    int strideA = left.isConstant() ? 0 : 8;
    int strideB = right.isConstant() ? 0 : 8;
    boolean mayFail = operator == Operator.DIVIDE || operator == Operator.REMAINDER;
    boolean all = rows.isDense() && !mayFail;
    int[] sel = all ? null : rows.indices();
    int n = all ? rows.total() : rows.count();
    int zero = -1;
    switch (operator) {
      case ADD -> DoubleLoops.add(a, strideA, b, strideB, doubles, sel, n);
      case SUBTRACT -> DoubleLoops.subtract(a, strideA, b, strideB, doubles, sel, n);
      case MULTIPLY -> DoubleLoops.multiply(a, strideA, b, strideB, doubles, sel, n);
      case DIVIDE -> zero = DoubleLoops.divide(a, strideA, b, strideB, doubles, valid, sel, n);
      case REMAINDER ->
          zero = DoubleLoops.remainder(a, strideA, b, strideB, doubles, valid, sel, n);
    }
    if (zero >= 0) {
      throw Failures.divisionByZero(
          Memory.getDouble(a + (long) strideA * zero)
              + (operator == Operator.DIVIDE ? " / 0" : " % 0"));
    }
    if (layout == Layout.FLOAT32) {
      ConvertLoops.float64ToFloat32(doubles, floats, sel, n);
      out.pointFlat(layout, floats, valid);
    } else {
      out.pointFlat(layout, doubles, valid);
    }
  }
}
