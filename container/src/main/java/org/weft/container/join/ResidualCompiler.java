package org.weft.container.join;

import org.weft.container.expression.Selector;
import org.weft.planner.expr.Expression;
import org.weft.planner.memory.MemoryScope;

/** Makes a condition over pairs of rows runnable. */
interface ResidualCompiler {
  Selector compile(Expression condition, MemoryScope scope);
}
