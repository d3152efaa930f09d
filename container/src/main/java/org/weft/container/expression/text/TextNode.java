package org.weft.container.expression.text;

import java.util.ArrayList;
import java.util.List;
import org.weft.container.expression.kernel.ConvertLoops;
import org.weft.container.expression.tree.Operand;
import org.weft.container.expression.tree.Rows;
import org.weft.container.expression.tree.StrictNode;
import org.weft.container.expression.tree.ValueNode;
import org.weft.container.expression.tree.Workspace;
import org.weft.planner.memory.Memory;
import org.weft.planner.type.DataType;
import org.weft.planner.vector.Layout;
import org.weft.planner.vector.Vector;
import org.weft.planner.vector.Views;

/**
 * A function of texts and integers that gives a text or an integer, row by row. Rows with a null
 * are left out, so that no view of nothing is followed.
 */
abstract class TextNode extends StrictNode {
  private final List<Operand> operands = new ArrayList<>();
  private final List<Layout> layouts = new ArrayList<>();
  private final Layout layout;
  private final long data;
  private final long narrow;

  TextNode(DataType type, List<ValueNode> inputs, Workspace memory) {
    super(type, inputs, memory);
    this.layout = Layout.of(type);
    this.data = memory.rowBuffer(layout == Layout.VIEW ? Views.WIDTH : 8);
    this.narrow = layout == Layout.INT32 ? memory.rowBuffer(4) : 0;
    for (ValueNode input : inputs) {
      operands.add(new Operand(memory));
      layouts.add(input.type().isVariableLength() ? Layout.VIEW : Layout.INT64);
    }
  }

  /** Computes the rows of a batch that are not null, one by one, with {@link #compute}. */
  @Override
  protected final void apply(Vector[] inputs, Rows rows, long valid, Vector out) {
    for (int i = 0; i < inputs.length; i++) {
      operands.get(i).as(inputs[i], rows, layouts.get(i));
    }
    start(rows);
    int[] sel = rows.indices();
    int n = rows.count();
    for (int k = 0; k < n; k++) {
      int row = sel == null ? k : sel[k];
      if (isValid(valid, row)) {
        compute(row, data + (layout == Layout.VIEW ? 16L : 8L) * row);
      }
    }
    if (layout == Layout.INT32) {
      ConvertLoops.int64ToInt32(data, narrow, sel, n);
      out.pointFlat(layout, narrow, valid);
    } else {
      out.pointFlat(layout, data, valid);
    }
  }

  /** A batch starts. */
  void start(Rows rows) {}

  /** Computes a row and writes a view, or an integer of 64 bits. */
  abstract void compute(int row, long to);

  /** The view of a text argument. */
  final long view(int input, int row) {
    Operand operand = operands.get(input);
    return operand.data() + (operand.isConstant() ? 0 : 16L * row);
  }

  /** An integer argument. */
  final long integer(int input, int row) {
    Operand operand = operands.get(input);
    return Memory.getLong(operand.data() + (operand.isConstant() ? 0 : 8L * row));
  }
}
