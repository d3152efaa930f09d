package org.weft.planner.physical;

import java.util.BitSet;
import org.weft.planner.expr.Expression;

/**
 * Which side of a join an expression over left columns followed by right ones is computed from. One
 * without columns is of neither.
 *
 * @param leftSize how many left columns there are
 */
record JoinSides(int leftSize) {
  boolean isLeft(Expression expression) {
    BitSet used = ColumnReferences.of(expression);
    return !used.isEmpty() && used.length() <= leftSize;
  }

  boolean isRight(Expression expression) {
    BitSet used = ColumnReferences.of(expression);
    return !used.isEmpty() && used.nextSetBit(0) >= leftSize;
  }

  /** An expression of the right side, over the right columns counted from 0. */
  Expression ofRight(Expression expression) {
    return ColumnReferences.moved(expression, ordinal -> ordinal - leftSize);
  }
}
