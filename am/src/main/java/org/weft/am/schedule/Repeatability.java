package org.weft.am.schedule;

import org.weft.planner.physical.PhysicalPlan;

/** Whether a task gives the same set of rows each time it runs on the same input. */
enum Repeatability {
  SAME_ROWS,
  /**
   * The rows depend on what came first. If such a task runs again, whatever was computed from its
   * first output must be computed again too, or a result would mix the two.
   */
  MAY_DIFFER;

  /** What is known of a stage's plan. */
  static Repeatability of(PhysicalPlan plan) {
    if (plan instanceof PhysicalPlan.Limit || plan instanceof PhysicalPlan.TopN) {
      return MAY_DIFFER;
    }
    for (PhysicalPlan input : plan.inputs()) {
      if (of(input) == MAY_DIFFER) {
        return MAY_DIFFER;
      }
    }
    return SAME_ROWS;
  }
}
