package org.weft.container.expression.logic;

import java.util.List;
import org.weft.container.expression.kernel.SelectLoops;
import org.weft.container.expression.tree.Merge;
import org.weft.container.expression.tree.Predicate;
import org.weft.container.expression.tree.Rows;
import org.weft.container.expression.tree.Selections;
import org.weft.container.expression.tree.ValueNode;
import org.weft.container.expression.tree.Workspace;
import org.weft.planner.type.DataType;
import org.weft.planner.vector.Batch;
import org.weft.planner.vector.Vector;

/** The value behind the first condition that holds; each value is computed for its rows only. */
final class CaseNode extends ValueNode {
  private final List<Branch> branches;
  private final ValueNode otherwise;
  private final Merge merge;
  private final byte[] marks = new byte[Batch.CAPACITY];
  private final int[] hits = new int[Batch.CAPACITY];
  private final int[] rest = new int[Batch.CAPACITY];
  private final Rows chosen = new Rows();
  private final Rows remaining = new Rows();

  /** WHEN and THEN. */
  record Branch(Predicate condition, ValueNode value) {}

  CaseNode(DataType type, List<Branch> branches, ValueNode otherwise, Workspace memory) {
    super(type);
    this.branches = branches;
    this.otherwise = otherwise;
    this.merge = new Merge(type, memory);
  }

  @Override
  protected Vector compute(Batch batch, Rows rows) {
    Rows asked = rows;
    boolean started = false;
    for (Branch branch : branches) {
      int n = branch.condition().select(batch, asked, hits);
      if (n == 0) {
        continue;
      }
      if (n == rows.count()) {
        return branch.value().evaluate(batch, rows);
      }
      if (!started) {
        started = true;
        merge.start(rows);
      }
      chosen.fill(asked, hits, n);
      merge.add(branch.value().evaluate(batch, chosen), chosen);
      if (n == asked.count()) {
        return merge.finish();
      }
      take(rows, asked, n);
      asked = remaining;
    }
    if (!started) {
      return otherwise.evaluate(batch, rows);
    }
    merge.add(otherwise.evaluate(batch, asked), asked);
    return merge.finish();
  }

  /** Leaves in {@link #remaining} what was asked without the hits. */
  private void take(Rows rows, Rows asked, int n) {
    Selections.clear(marks, asked);
    Selections.mark(marks, (byte) 1, hits, n);
    int left = SelectLoops.mark(marks, 0, asked.indices(), asked.count(), rest);
    if (asked == rows) {
      remaining.fill(rows, rest, left);
    } else {
      remaining.narrow(rest, left);
    }
  }
}
