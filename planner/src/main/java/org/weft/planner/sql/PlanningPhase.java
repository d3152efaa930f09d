package org.weft.planner.sql;

import java.util.function.Consumer;

/** What the planning of a query consists of, in this order. */
public enum PlanningPhase {
  /** Names and types are resolved. */
  VALIDATE,
  /** The text becomes a tree of relational algebra. */
  ALGEBRA,
  /** The tree is rewritten, joins get their order. */
  OPTIMIZE,
  /** The tree becomes a logical plan. */
  TRANSLATE;

  /** Whom a planner that nobody measures tells that a phase is over. */
  static final Consumer<PlanningPhase> NOBODY = phase -> {};
}
