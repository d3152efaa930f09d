package org.weft.container.expression.text;

import org.weft.container.expression.logic.ValuePredicate;
import org.weft.container.expression.tree.Rows;
import org.weft.container.expression.tree.Sense;
import org.weft.container.expression.tree.ValueNode;
import org.weft.container.expression.tree.Workspace;
import org.weft.planner.vector.Vector;

/** A text matches a constant, or does not. */
final class MatchPredicate extends ValuePredicate {
  private final TextMatcher matcher;
  private final int flip;

  MatchPredicate(ValueNode input, TextMatcher matcher, Sense sense, Workspace memory) {
    super(input, memory);
    this.matcher = matcher;
    this.flip = sense == Sense.TRUE ? 0 : 1;
  }

  @Override
  protected int test(Vector values, Rows rows, int[] out) {
    return matcher.select(values.data(), flip, rows.indices(), rows.count(), out);
  }

  @Override
  public int cost() {
    return matcher.cost();
  }
}
