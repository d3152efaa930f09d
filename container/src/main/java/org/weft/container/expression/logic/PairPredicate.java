package org.weft.container.expression.logic;

import org.weft.container.expression.kernel.PairLoops;
import org.weft.container.expression.kernel.SelectLoops;
import org.weft.container.expression.kernel.TextLoops;
import org.weft.container.expression.tree.Operand;
import org.weft.container.expression.tree.Predicate;
import org.weft.container.expression.tree.Rows;
import org.weft.container.expression.tree.ValueNode;
import org.weft.container.expression.tree.Workspace;
import org.weft.planner.vector.Batch;
import org.weft.planner.vector.Layout;
import org.weft.planner.vector.Vector;

/** Two values compared: less or equal, or the opposite. */
final class PairPredicate extends Predicate {
  private final Comparison comparison;
  private final ValueNode left;
  private final ValueNode right;
  private final Operand a;
  private final Operand b;
  private final Rows valid = new Rows();

  /** What passes. */
  enum Comparison {
    LESS(0),
    NOT_LESS(1),
    EQUAL(0),
    NOT_EQUAL(1);

    private final int flip;

    Comparison(int flip) {
      this.flip = flip;
    }

    boolean isOrder() {
      return this == LESS || this == NOT_LESS;
    }
  }

  PairPredicate(Comparison comparison, ValueNode left, ValueNode right, Workspace memory) {
    this.comparison = comparison;
    this.left = left;
    this.right = right;
    this.a = new Operand(memory);
    this.b = new Operand(memory);
  }

  @Override
  public int select(Batch batch, Rows rows, int[] out) {
    Vector x = left.evaluate(batch, rows);
    Vector y = right.evaluate(batch, rows);
    Rows remaining = rows;
    for (Vector vector : new Vector[] {x, y}) {
      if (!vector.mayHaveNulls()) {
        continue;
      }
      if (vector.encoding() == Vector.Encoding.CONSTANT) {
        return 0;
      }
      int n = SelectLoops.flag(vector.validity(), 1, remaining.indices(), remaining.count(), out);
      if (n == 0) {
        return 0;
      }
      if (remaining == rows) {
        valid.fill(rows, out, n);
      } else {
        valid.narrow(out, n);
      }
      remaining = valid;
    }
    return compare(x, y, remaining, out);
  }

  private int compare(Vector x, Vector y, Rows rows, int[] out) {
    int[] sel = rows.indices();
    int n = rows.count();
    int flip = comparison.flip;
    Layout layout = common(x.layout(), y.layout());
    if (layout == Layout.FLOAT64) {
      a.order(x, rows);
      b.order(y, rows);
      layout = Layout.INT64;
    } else {
      a.as(x, rows, layout);
      b.as(y, rows, layout);
    }
    long p = a.spread(layout, rows);
    long q = b.spread(layout, rows);
    boolean order = comparison.isOrder();
    return switch (layout) {
      case INT32 ->
          order
              ? PairLoops.lessInt32(p, q, flip, sel, n, out)
              : PairLoops.equalInt32(p, q, flip, sel, n, out);
      case INT128 ->
          order
              ? PairLoops.lessInt128(p, q, flip, sel, n, out)
              : PairLoops.equalInt128(p, q, flip, sel, n, out);
      case VIEW ->
          order
              ? TextLoops.less(p, q, flip, sel, n, out)
              : TextLoops.equal(p, q, flip, sel, n, out);
      default ->
          order
              ? PairLoops.lessInt64(p, q, flip, sel, n, out)
              : PairLoops.equalInt64(p, q, flip, sel, n, out);
    };
  }

  private static Layout common(Layout x, Layout y) {
    if (x == y && (x == Layout.INT32 || x == Layout.INT128 || x == Layout.VIEW)) {
      return x;
    }
    if (x == Layout.INT128 || y == Layout.INT128) {
      return Layout.INT128;
    }
    return x == Layout.FLOAT32 || x == Layout.FLOAT64 ? Layout.FLOAT64 : Layout.INT64;
  }

  @Override
  public int cost() {
    return 2;
  }
}
