package org.weft.container.expression;

import java.util.List;
import org.weft.container.expression.tree.Rows;
import org.weft.container.expression.tree.ValueNode;
import org.weft.container.expression.tree.Workspace;
import org.weft.planner.vector.Batch;
import org.weft.planner.vector.Vector;

/** Expressions over the same batches, ready to run. For one thread. */
public final class Projection implements AutoCloseable {
  private final List<ValueNode> nodes;
  private final Workspace memory;
  private final Rows rows = new Rows();
  private Batch batch;

  Projection(List<ValueNode> nodes, Workspace memory) {
    this.nodes = nodes;
    this.memory = memory;
  }

  /** Turns to a batch: results for the one before are no longer valid. */
  public void start(Batch next) {
    batch = next;
    rows.start(next);
  }

  /** From now on only these of the batch's rows are asked for. */
  public void narrow(int[] selection, int count) {
    if (count < rows.count()) {
      rows.narrow(selection, count);
      batch.select(selection, count);
    }
  }

  /** The values of one expression for the selected rows, valid until the next {@link #start}. */
  public Vector column(int index) {
    return nodes.get(index).evaluate(batch, rows);
  }

  /** Bytes of the strings computed since the last {@link #start}, and some of before. */
  public long textBytes() {
    return memory.textBytes();
  }

  @Override
  public void close() {
    memory.close();
  }
}
