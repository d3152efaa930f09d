package org.weft.container.expression.cast;

import java.util.List;
import org.weft.container.expression.tree.Failures;
import org.weft.container.expression.tree.Misfit;
import org.weft.container.expression.tree.Operand;
import org.weft.container.expression.tree.Rows;
import org.weft.container.expression.tree.StrictNode;
import org.weft.container.expression.tree.ValueNode;
import org.weft.container.expression.tree.Workspace;
import org.weft.planner.type.DataType;
import org.weft.planner.vector.Layout;
import org.weft.planner.vector.Vector;

/** A cast that is done value by value. Null rows are left out. */
abstract class RowCast extends StrictNode {
  private final Misfit misfit;
  private final Operand operand;
  private final long data;
  private final Layout target;
  private long nulls;

  RowCast(ValueNode input, DataType type, Misfit misfit, Workspace memory) {
    super(type, List.of(input), memory);
    this.misfit = misfit;
    this.operand = new Operand(memory);
    this.target = Layout.of(type);
    this.data = memory.rowBuffer(target.width());
  }

  /** What the values are read as; by default as they lie. */
  Layout readAs(Layout layout) {
    return layout;
  }

  /** A batch starts: results of the one before may be forgotten. */
  void start(Rows rows) {}

  /**
   * Converts the value at an address.
   *
   * @return false if the target cannot hold it
   */
  abstract boolean convert(long from, long to);

  /** The value at an address, for people. */
  abstract String show(long from);

  @Override
  protected final void apply(Vector[] inputs, Rows rows, long valid, Vector out) {
    start(rows);
    Layout layout = readAs(inputs[0].layout());
    operand.as(inputs[0], rows, layout);
    long nowValid = valid;
    int[] sel = rows.indices();
    for (int k = 0; k < rows.count(); k++) {
      int row = sel == null ? k : sel[k];
      if (!isValid(valid, row)) {
        continue;
      }
      long from = operand.data() + ((long) row << layout.shift());
      if (!convert(from, data + ((long) row << target.shift()))) {
        if (misfit != Misfit.NULL) {
          throw Failures.badCast(show(from), inputs[0].type(), type());
        }
        if (nulls == 0) {
          nulls = memory().rowBuffer(1);
        }
        nowValid = Misfit.markNull(row, nowValid, nulls, rows);
      }
    }
    out.pointFlat(target, data, nowValid);
  }
}
