package org.weft.container.function;

import org.weft.container.expression.tree.Failures;
import org.weft.container.expression.tree.Merge;
import org.weft.container.expression.tree.Rows;
import org.weft.container.expression.tree.ValueNode;
import org.weft.container.expression.tree.Workspace;
import org.weft.planner.error.WeftException;
import org.weft.planner.vector.Batch;
import org.weft.planner.vector.Vector;

/**
 * The values of an expression, null for the rows whose values make it fail. All rows are computed
 * at once; only if that fails, one after the other.
 */
final class TryNode extends ValueNode {
  private final ValueNode input;
  private final Merge merge;
  private final Vector nothing;
  private final Rows one = new Rows();
  private final int[] row = new int[1];

  TryNode(ValueNode input, Workspace memory) {
    super(input.type());
    this.input = input;
    this.merge = new Merge(input.type(), memory);
    this.nothing = new Vector(input.type());
    memory.pointNull(nothing);
  }

  @Override
  protected Vector compute(Batch batch, Rows rows) {
    try {
      return input.evaluate(batch, rows);
    } catch (WeftException e) {
      requireValues(e);
    }
    merge.start(rows);
    int[] indices = rows.indices();
    for (int k = 0; k < rows.count(); k++) {
      row[0] = indices == null ? k : indices[k];
      one.fill(rows, row, 1);
      merge.add(attempt(batch), one);
    }
    return merge.finish();
  }

  private Vector attempt(Batch batch) {
    try {
      return input.evaluate(batch, one);
    } catch (WeftException e) {
      requireValues(e);
      return nothing;
    }
  }

  private static void requireValues(WeftException error) {
    if (!Failures.isAboutValues(error)) {
      throw error;
    }
  }
}
