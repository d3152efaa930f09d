package org.weft.container.expression.logic;

import org.weft.container.expression.kernel.SelectLoops;
import org.weft.container.expression.kernel.ValidityLoops;
import org.weft.container.expression.tree.Predicate;
import org.weft.container.expression.tree.Rows;
import org.weft.container.expression.tree.Selections;
import org.weft.container.expression.tree.ValueNode;
import org.weft.container.expression.tree.Workspace;
import org.weft.planner.type.SimpleType;
import org.weft.planner.vector.Batch;
import org.weft.planner.vector.Layout;
import org.weft.planner.vector.Vector;

/** A condition as a value: true where it holds, false where its opposite does, else null. */
final class BooleanNode extends ValueNode {
  private final Predicate isTrue;
  private final Predicate isFalse;
  private final long values;
  private final long valid;
  private final byte[] marks = new byte[Batch.CAPACITY];
  private final int[] hits = new int[Batch.CAPACITY];
  private final int[] rest = new int[Batch.CAPACITY];
  private final Rows remaining = new Rows();
  private final Vector result = new Vector(SimpleType.BOOLEAN);

  BooleanNode(Predicate isTrue, Predicate isFalse, Workspace memory) {
    super(SimpleType.BOOLEAN);
    this.isTrue = isTrue;
    this.isFalse = isFalse;
    this.values = memory.rowBuffer(1);
    this.valid = memory.rowBuffer(1);
  }

  @Override
  protected Vector compute(Batch batch, Rows rows) {
    ValidityLoops.mark(values, (byte) 0, rows.indices(), rows.count());
    result.pointFlat(Layout.BOOL8, values, 0);
    int n = isTrue.select(batch, rows, hits);
    ValidityLoops.mark(values, (byte) 1, hits, n);
    if (n == rows.count()) {
      return result;
    }
    Selections.clear(marks, rows);
    Selections.mark(marks, (byte) 1, hits, n);
    int left = SelectLoops.mark(marks, 0, rows.indices(), rows.count(), rest);
    remaining.fill(rows, rest, left);
    ValidityLoops.mark(valid, (byte) 0, rest, left);
    ValidityLoops.mark(valid, (byte) 1, hits, n);
    int no = isFalse.select(batch, remaining, hits);
    if (no == left) {
      return result;
    }
    ValidityLoops.mark(valid, (byte) 1, hits, no);
    result.pointFlat(Layout.BOOL8, values, valid);
    return result;
  }
}
