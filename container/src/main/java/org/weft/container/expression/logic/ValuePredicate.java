package org.weft.container.expression.logic;

import org.weft.container.expression.kernel.SelectLoops;
import org.weft.container.expression.tree.Operand;
import org.weft.container.expression.tree.Predicate;
import org.weft.container.expression.tree.Rows;
import org.weft.container.expression.tree.Selections;
import org.weft.container.expression.tree.ValueNode;
import org.weft.container.expression.tree.Workspace;
import org.weft.planner.vector.Batch;
import org.weft.planner.vector.Vector;

/**
 * A condition on one value. Nulls are taken out first, so that the test meets values only, all in
 * one flat layout.
 */
public abstract class ValuePredicate extends Predicate {
  private final ValueNode input;
  private final Operand operand;
  private final Vector flat;
  private final Rows one = Rows.one();
  private final Rows valid = new Rows();
  private final int[] passed = new int[1];

  protected ValuePredicate(ValueNode input, Workspace memory) {
    this.input = input;
    this.operand = new Operand(memory);
    this.flat = new Vector(input.type());
  }

  /**
   * Picks among rows that are not null.
   *
   * @param values FLAT
   * @param out may be the rows' own array
   */
  protected abstract int test(Vector values, Rows rows, int[] out);

  @Override
  public final int select(Batch batch, Rows rows, int[] out) {
    Vector vector = input.evaluate(batch, rows);
    if (vector.encoding() == Vector.Encoding.CONSTANT) {
      if (vector.mayHaveNulls()) {
        return 0;
      }
      flat.pointFlat(vector.layout(), vector.data(), 0);
      return test(flat, one, passed) == 0 ? 0 : Selections.all(rows, out);
    }
    Rows left = rows;
    if (vector.mayHaveNulls()) {
      int n = SelectLoops.flag(vector.validity(), 1, rows.indices(), rows.count(), out);
      if (n == 0) {
        return 0;
      }
      valid.fill(rows, out, n);
      left = valid;
    }
    if (vector.encoding() == Vector.Encoding.DICTIONARY) {
      operand.flat(vector, left);
      flat.pointFlat(vector.layout(), operand.data(), 0);
      return test(flat, left, out);
    }
    return test(vector, left, out);
  }
}
