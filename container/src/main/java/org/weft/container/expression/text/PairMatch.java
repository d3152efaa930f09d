package org.weft.container.expression.text;

import org.weft.container.expression.kernel.SelectLoops;
import org.weft.container.expression.tree.Operand;
import org.weft.container.expression.tree.Predicate;
import org.weft.container.expression.tree.Rows;
import org.weft.container.expression.tree.Sense;
import org.weft.container.expression.tree.ValueNode;
import org.weft.container.expression.tree.Workspace;
import org.weft.planner.memory.Memory;
import org.weft.planner.vector.Batch;
import org.weft.planner.vector.Layout;
import org.weft.planner.vector.Vector;
import org.weft.planner.vector.Views;

/** A text starts with, ends with or contains another that differs from row to row. */
final class PairMatch extends Predicate {
  private final Place place;
  private final ValueNode text;
  private final ValueNode searched;
  private final int flip;
  private final Operand a;
  private final Operand b;
  private final Rows valid = new Rows();

  /** Where the other text must lie. */
  enum Place {
    START,
    END,
    ANYWHERE
  }

  PairMatch(Place place, ValueNode text, ValueNode searched, Sense sense, Workspace memory) {
    this.place = place;
    this.text = text;
    this.searched = searched;
    this.flip = sense == Sense.TRUE ? 0 : 1;
    this.a = new Operand(memory);
    this.b = new Operand(memory);
  }

  @Override
  public int select(Batch batch, Rows rows, int[] out) {
    Vector x = text.evaluate(batch, rows);
    Vector y = searched.evaluate(batch, rows);
    Rows remaining = rows;
    for (Vector vector : new Vector[] {x, y}) {
      if (vector.mayHaveNulls()) {
        if (vector.encoding() == Vector.Encoding.CONSTANT) {
          return 0;
        }
        int n = SelectLoops.flag(vector.validity(), 1, remaining.indices(), remaining.count(), out);
        if (remaining == rows) {
          valid.fill(rows, out, n);
        } else {
          valid.narrow(out, n);
        }
        remaining = valid;
      }
    }
    a.as(x, remaining, Layout.VIEW);
    b.as(y, remaining, Layout.VIEW);
    int m = 0;
    for (int k = 0; k < remaining.count(); k++) {
      int row = remaining.indices() == null ? k : remaining.indices()[k];
      long view = a.data() + (a.isConstant() ? 0 : 16L * row);
      long other = b.data() + (b.isConstant() ? 0 : 16L * row);
      out[m] = row;
      m += (matches(view, other) ? 1 : 0) ^ flip;
    }
    return m;
  }

  private boolean matches(long view, long other) {
    int length = Views.length(view);
    int wanted = Views.length(other);
    if (wanted > length) {
      return false;
    }
    long bytes = Views.bytes(view);
    return switch (place) {
      case START -> Memory.equal(bytes, Views.bytes(other), wanted);
      case END -> Memory.equal(bytes + length - wanted, Views.bytes(other), wanted);
      case ANYWHERE -> new Needle(Views.bytes(other), wanted).find(bytes, bytes + length) >= 0;
    };
  }

  @Override
  public int cost() {
    return 20;
  }
}
