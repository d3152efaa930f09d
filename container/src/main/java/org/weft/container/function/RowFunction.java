package org.weft.container.function;

/** Computes one row. May keep state between rows; one instance belongs to one node. */
@FunctionalInterface
public interface RowFunction {
  /**
   * Reads the arguments and writes one answer.
   *
   * @throws ArithmeticException if the result does not fit its type
   */
  void apply(Arguments in, Answer out);
}
