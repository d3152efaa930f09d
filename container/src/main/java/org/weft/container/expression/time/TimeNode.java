package org.weft.container.expression.time;

import java.util.ArrayList;
import java.util.List;
import org.weft.container.expression.tree.Failures;
import org.weft.container.expression.tree.Operand;
import org.weft.container.expression.tree.Rows;
import org.weft.container.expression.tree.StrictNode;
import org.weft.container.expression.tree.ValueNode;
import org.weft.container.expression.tree.Workspace;
import org.weft.planner.memory.Memory;
import org.weft.planner.type.DataType;
import org.weft.planner.type.TimestampType;
import org.weft.planner.vector.Layout;
import org.weft.planner.vector.Vector;

/** A function of a date or timestamp, and perhaps a number, that gives one of these. */
abstract class TimeNode extends StrictNode {
  private static final long SECONDS_PER_DAY = 86_400;

  private final List<Operand> operands = new ArrayList<>();
  private final Layout layout;
  private final long data;

  TimeNode(DataType type, List<ValueNode> inputs, Workspace memory) {
    super(type, inputs, memory);
    this.layout = Layout.of(type);
    this.data = memory.rowBuffer(8);
    inputs.forEach(input -> operands.add(new Operand(memory)));
  }

  /** Steps of a timestamp type in a day. */
  static long perDay(DataType type) {
    return ((TimestampType) type).unit().perSecond() * SECONDS_PER_DAY;
  }

  @Override
  protected final void apply(Vector[] inputs, Rows rows, long valid, Vector out) {
    for (int i = 0; i < inputs.length; i++) {
      operands.get(i).as(inputs[i], rows, Layout.INT64);
    }
    int[] sel = rows.indices();
    int n = rows.count();
    boolean narrow = layout == Layout.INT32;
    for (int k = 0; k < n; k++) {
      int row = sel == null ? k : sel[k];
      if (!isValid(valid, row)) {
        continue;
      }
      long result;
      try {
        result = compute(argument(0, row), inputs.length > 1 ? argument(1, row) : 0);
      } catch (ArithmeticException e) {
        throw failure(row);
      }
      if (narrow) {
        if (result != (int) result) {
          throw failure(row);
        }
        Memory.putInt(data + 4L * row, (int) result);
      } else {
        Memory.putLong(data + 8L * row, result);
      }
    }
    out.pointFlat(layout, data, valid);
  }

  /**
   * Computes a row.
   *
   * @throws ArithmeticException if the result does not fit
   */
  abstract long compute(long time, long number);

  private long argument(int input, int row) {
    Operand operand = operands.get(input);
    return Memory.getLong(operand.data() + (operand.isConstant() ? 0 : 8L * row));
  }

  private RuntimeException failure(int row) {
    String number = operands.size() > 1 ? " and " + argument(1, row) : "";
    return Failures.overflow("moving " + argument(0, row) + number + " in time", type());
  }
}
