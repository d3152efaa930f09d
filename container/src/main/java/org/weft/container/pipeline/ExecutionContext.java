package org.weft.container.pipeline;

import java.util.List;
import org.weft.container.spill.QuerySpill;
import org.weft.container.spill.SpillDirectories;
import org.weft.planner.memory.MemoryClaim;
import org.weft.planner.memory.MemoryPool;
import org.weft.planner.memory.Spillable;
import org.weft.planner.physical.PhysicalPlan;
import org.weft.planner.setting.Settings;

/**
 * What the operators of one query or task are given.
 *
 * @param pool where memory comes from
 * @param settings as they were when the query was planned
 * @param threads workers per pipeline
 * @param cancellation set when nobody wants the result any more
 * @param spill where rows go that memory has no room for
 * @param meters count what the operators do
 */
public record ExecutionContext(
    MemoryPool pool,
    Settings settings,
    int threads,
    Cancellation cancellation,
    QuerySpill spill,
    PlanMeters meters) {

  /** A context with meters of its own. */
  public ExecutionContext(
      MemoryPool pool,
      Settings settings,
      int threads,
      Cancellation cancellation,
      QuerySpill spill) {
    this(pool, settings, threads, cancellation, spill, new PlanMeters(spill.count()));
  }

  /** A context that spills where the settings say; its files go when its operators are closed. */
  public ExecutionContext(
      MemoryPool pool, Settings settings, int threads, Cancellation cancellation) {
    this(
        pool,
        settings,
        threads,
        cancellation,
        new QuerySpill(new SpillDirectories(SpillDirectories.bases(settings, List.of())), "query"));
  }

  /** The meter of an operator of the plan. */
  public OperatorMeter meter(PhysicalPlan node) {
    return meters.of(node);
  }

  /** Registers what the calling thread of an operator holds and can spill. */
  public MemoryClaim claim(Spillable holder) {
    return pool.claim(holder, cancellation);
  }
}
