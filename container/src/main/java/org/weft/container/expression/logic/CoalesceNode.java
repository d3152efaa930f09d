package org.weft.container.expression.logic;

import java.util.List;
import org.weft.container.expression.kernel.SelectLoops;
import org.weft.container.expression.tree.Merge;
import org.weft.container.expression.tree.Rows;
import org.weft.container.expression.tree.ValueNode;
import org.weft.container.expression.tree.Workspace;
import org.weft.planner.type.DataType;
import org.weft.planner.vector.Batch;
import org.weft.planner.vector.Vector;

/** The first value that is not null; later ones are computed only for rows still without one. */
final class CoalesceNode extends ValueNode {
  private final List<ValueNode> values;
  private final Merge merge;
  private final int[] rest = new int[Batch.CAPACITY];
  private final Rows remaining = new Rows();

  CoalesceNode(DataType type, List<ValueNode> values, Workspace memory) {
    super(type);
    this.values = values;
    this.merge = new Merge(type, memory);
  }

  @Override
  protected Vector compute(Batch batch, Rows rows) {
    Rows asked = rows;
    boolean started = false;
    int last = values.size() - 1;
    for (int i = 0; i <= last; i++) {
      Vector vector = values.get(i).evaluate(batch, asked);
      boolean isNull = vector.encoding() == Vector.Encoding.CONSTANT && vector.mayHaveNulls();
      if (!started && !vector.mayHaveNulls()) {
        return vector;
      }
      if (isNull && i < last) {
        continue;
      }
      if (!started) {
        started = true;
        merge.start(rows);
      }
      merge.add(vector, asked);
      if (!vector.mayHaveNulls() || isNull) {
        break;
      }
      int left = SelectLoops.flag(vector.validity(), 0, asked.indices(), asked.count(), rest);
      if (left == 0) {
        break;
      }
      if (asked == rows) {
        remaining.fill(rows, rest, left);
      } else {
        remaining.narrow(rest, left);
      }
      asked = remaining;
    }
    return merge.finish();
  }
}
