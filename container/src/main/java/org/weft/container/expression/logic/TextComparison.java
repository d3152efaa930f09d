package org.weft.container.expression.logic;

import org.weft.container.expression.kernel.TextLoops;
import org.weft.container.expression.tree.Rows;
import org.weft.container.expression.tree.ValueNode;
import org.weft.container.expression.tree.Workspace;
import org.weft.planner.memory.Memory;
import org.weft.planner.vector.Vector;
import org.weft.planner.vector.Views;

/** A string or binary compared with a constant. */
final class TextComparison extends ValuePredicate {
  private final Operator operator;
  private final long constant;

  TextComparison(ValueNode input, Operator operator, byte[] bytes, Workspace memory) {
    super(input, memory);
    this.operator = operator;
    this.constant = memory.buffer(Views.WIDTH);
    long address = memory.buffer(bytes.length);
    Memory.copy(bytes, 0, address, bytes.length);
    Views.put(constant, address, bytes.length);
  }

  @Override
  protected int test(Vector values, Rows rows, int[] out) {
    long data = values.data();
    int[] sel = rows.indices();
    int n = rows.count();
    return switch (operator) {
      case EQUAL -> TextLoops.equalConstant(data, constant, 0, sel, n, out);
      case NOT_EQUAL -> TextLoops.equalConstant(data, constant, 1, sel, n, out);
      case LESS -> TextLoops.lessThanConstant(data, constant, 0, sel, n, out);
      case GREATER_OR_EQUAL -> TextLoops.lessThanConstant(data, constant, 1, sel, n, out);
      case GREATER -> TextLoops.greaterThanConstant(data, constant, 0, sel, n, out);
      case LESS_OR_EQUAL -> TextLoops.greaterThanConstant(data, constant, 1, sel, n, out);
    };
  }

  @Override
  public int cost() {
    return operator == Operator.EQUAL || operator == Operator.NOT_EQUAL ? 2 : 6;
  }
}
