package org.weft.planner.physical;

import org.weft.planner.setting.Settings;

/**
 * Where a plan is going to run.
 *
 * @param slots tasks (or threads) that can run at once
 */
public record PlanTarget(Deployment deployment, int slots, Settings settings) {
  /** Whether rows must travel. */
  public enum Deployment {
    /** One process: no exchanges, aggregations and joins share tables between threads. */
    ONE_PROCESS,
    /** Tasks in several processes, with exchanges between them. */
    TASKS
  }
}
