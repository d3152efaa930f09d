package org.weft.container.expression.logic;

import java.util.Arrays;
import org.weft.container.expression.kernel.SetLoops;
import org.weft.container.expression.logic.Comparisons.Membership;
import org.weft.container.expression.tree.Operand;
import org.weft.container.expression.tree.Rows;
import org.weft.container.expression.tree.ValueNode;
import org.weft.container.expression.tree.Workspace;
import org.weft.planner.vector.Layout;
import org.weft.planner.vector.Vector;

/** A number is one of a list, or none of it. Floats are compared by their order. */
final class LongSetPredicate extends ValuePredicate {
  private static final int FEW = 8;

  private final long[] members;
  private final long[] slots;
  private final int flip;
  private final Operand operand;

  LongSetPredicate(ValueNode input, long[] values, Membership membership, Workspace memory) {
    super(input, memory);
    this.members = Arrays.stream(values).distinct().toArray();
    this.slots = members.length <= FEW ? null : SetLoops.table(members);
    this.flip = membership == Membership.IN ? 0 : 1;
    this.operand = new Operand(memory);
  }

  @Override
  protected int test(Vector values, Rows rows, int[] out) {
    if (values.layout() == Layout.INT128) {
      return SetLoops.wide(values.data(), members, flip, rows.indices(), rows.count(), out);
    }
    operand.order(values, rows);
    return slots == null
        ? SetLoops.few(operand.data(), members, flip, rows.indices(), rows.count(), out)
        : SetLoops.many(operand.data(), slots, flip, rows.indices(), rows.count(), out);
  }

  @Override
  public int cost() {
    return slots == null ? 1 + members.length / 2 : 4;
  }
}
