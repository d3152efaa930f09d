package org.weft.container.expression.tree;

import org.weft.planner.expr.Expression;

/** Makes the parts of an expression runnable, for whoever makes the whole. */
public interface Parts {
  /** A node for an expression; equal expressions get the same one. */
  ValueNode value(Expression expression);

  /** A predicate for the rows in which a BOOLEAN expression has a sense. */
  Predicate condition(Expression expression, Sense sense);

  /**
   * A node for an expression over batches of another kind, such as the elements of lists: whoever
   * asks for it starts their rows.
   */
  ValueNode overElements(Expression expression);

  /** The memory of the whole. */
  Workspace memory();
}
