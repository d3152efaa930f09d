package org.weft.container.expression.logic;

import org.weft.container.expression.kernel.SelectLoops;
import org.weft.container.expression.tree.Predicate;
import org.weft.container.expression.tree.Rows;
import org.weft.container.expression.tree.Selections;
import org.weft.planner.vector.Batch;

/** The rows that another condition does not pick, those where it is null among them. */
final class Complement extends Predicate {
  private final Predicate inner;
  private final byte[] marks = new byte[Batch.CAPACITY];
  private final int[] hits = new int[Batch.CAPACITY];

  Complement(Predicate inner) {
    this.inner = inner;
  }

  @Override
  public int select(Batch batch, Rows rows, int[] out) {
    int n = inner.select(batch, rows, hits);
    if (n == 0) {
      return Selections.all(rows, out);
    }
    Selections.clear(marks, rows);
    Selections.mark(marks, (byte) 1, hits, n);
    return SelectLoops.mark(marks, 0, rows.indices(), rows.count(), out);
  }

  @Override
  public int cost() {
    return inner.cost() + 1;
  }
}
