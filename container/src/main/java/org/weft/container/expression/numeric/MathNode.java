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

/** Functions of one or two floating-point numbers, computed in FLOAT64. */
final class MathNode extends StrictNode {
  private final Operation operation;
  private final Layout layout;
  private final Operand left;
  private final Operand right;
  private final long doubles;
  private final long floats;

  /** What is computed. */
  enum Operation {
    NEGATE,
    ABS,
    FLOOR,
    CEIL,
    SQRT,
    LN,
    EXP,
    POWER,
    /** The second argument says how many digits behind the point. */
    ROUND;

    double apply(double x, double y) {
      return switch (this) {
        case NEGATE -> -x;
        case ABS -> Math.abs(x);
        case FLOOR -> Math.floor(x);
        case CEIL -> Math.ceil(x);
        case SQRT -> Math.sqrt(x);
        case LN -> x == 0 ? Double.NaN : Math.log(x);
        case EXP -> Math.exp(x);
        case POWER -> Math.pow(x, y);
        case ROUND -> round(x, (int) y);
      };
    }

    private static double round(double x, int digits) {
      double power = Math.pow(10, Math.abs(digits));
      double moved = digits >= 0 ? x * power : x / power;
      if (Double.isInfinite(moved) || Double.isNaN(moved) || moved == 0) {
        return moved == 0 ? 0 : x;
      }
      double whole = Math.floor(Math.abs(moved));
      double away = Math.abs(moved) - whole >= 0.5 ? whole + 1 : whole;
      double result = digits >= 0 ? away / power : away * power;
      return Math.copySign(result, x);
    }
  }

  /**
   * @param inputs one FLOAT, or two
   */
  MathNode(Operation operation, DataType type, List<ValueNode> inputs, Workspace memory) {
    super(type, inputs, memory);
    this.operation = operation;
    this.layout = Layout.of(type);
    this.left = new Operand(memory);
    this.right = inputs.size() > 1 ? new Operand(memory) : left;
    this.doubles = memory.rowBuffer(8);
    this.floats = layout == Layout.FLOAT32 ? memory.rowBuffer(4) : 0;
  }

  @Override
  protected void apply(Vector[] inputs, Rows rows, long valid, Vector out) {
    left.as(inputs[0], rows, Layout.FLOAT64);
    if (inputs.length > 1) {
      right.as(inputs[1], rows, Layout.FLOAT64);
    }
    int strideA = left.isConstant() ? 0 : 8;
    int strideB = right.isConstant() ? 0 : 8;
    int[] sel = rows.indices();
    int n = rows.count();
    for (int k = 0; k < n; k++) {
      int row = sel == null ? k : sel[k];
      double x = Memory.getDouble(left.data() + (long) strideA * row);
      double y = Memory.getDouble(right.data() + (long) strideB * row);
      double result = operation.apply(x, y);
      if (Double.isNaN(result) && !Double.isNaN(x) && !Double.isNaN(y) && isValid(valid, row)) {
        throw Failures.badValue(
            operation + " of " + x + (inputs.length > 1 ? " and " + y : "") + " is no number");
      }
      Memory.putDouble(doubles + 8L * row, result);
    }
    if (layout == Layout.FLOAT32) {
      ConvertLoops.float64ToFloat32(doubles, floats, sel, n);
      out.pointFlat(layout, floats, valid);
    } else {
      out.pointFlat(layout, doubles, valid);
    }
  }
}
