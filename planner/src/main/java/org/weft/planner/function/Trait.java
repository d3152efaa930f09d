package org.weft.planner.function;

/**
 * What is special about a function. Without traits it gives null exactly if an argument is null,
 * gives the same for the same arguments, and may fail.
 */
public enum Trait {
  /** Null arguments are values like others to it. */
  TAKES_NULLS,
  /** It may give null although no argument is null. */
  GIVES_NULL,
  /** It gives one of several arguments: these become texts where some of them are. */
  CHOOSES,
  /** It never gives null. */
  NEVER_NULL,
  /** An operator of its own checks the arguments, a kernel of the library computes it. */
  OPERATOR,
  /** No value of its arguments' types makes it fail. */
  TOTAL,
  /** An argument says how long its result is, which may be much longer than the arguments. */
  LENGTHENS,
  /** It gives the same all through a statement: a constant once the statement has started. */
  STABLE,
  /** It may give something else every time: never computed ahead, shared or repeated. */
  VOLATILE
}
