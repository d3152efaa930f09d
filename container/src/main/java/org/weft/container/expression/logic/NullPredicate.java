package org.weft.container.expression.logic;

import org.weft.container.expression.kernel.SelectLoops;
import org.weft.container.expression.tree.Predicate;
import org.weft.container.expression.tree.Rows;
import org.weft.container.expression.tree.Selections;
import org.weft.container.expression.tree.ValueNode;
import org.weft.planner.vector.Batch;
import org.weft.planner.vector.Vector;

/** A value is null, or is not. */
final class NullPredicate extends Predicate {
  private final ValueNode input;
  private final Wanted wanted;

  /** What passes. */
  enum Wanted {
    NULL,
    VALUE
  }

  NullPredicate(ValueNode input, Wanted wanted) {
    this.input = input;
    this.wanted = wanted;
  }

  @Override
  public int select(Batch batch, Rows rows, int[] out) {
    Vector vector = input.evaluate(batch, rows);
    if (!vector.mayHaveNulls()) {
      return wanted == Wanted.VALUE ? Selections.all(rows, out) : 0;
    }
    if (vector.encoding() == Vector.Encoding.CONSTANT) {
      return wanted == Wanted.NULL ? Selections.all(rows, out) : 0;
    }
    int flag = wanted == Wanted.VALUE ? 1 : 0;
    return SelectLoops.flag(vector.validity(), flag, rows.indices(), rows.count(), out);
  }

  @Override
  public int cost() {
    return 1;
  }
}
