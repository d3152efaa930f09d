package org.weft.container.run;

import org.weft.container.result.ResultStream;
import org.weft.planner.physical.PhysicalPlan;
import org.weft.planner.physical.PlanTarget;
import org.weft.planner.setting.Settings;

/** Runs physical plans. Thread-safe: several queries may run at once. */
public interface QueryRunner extends AutoCloseable {
  /** What plans for this runner are made for. */
  PlanTarget target(Settings settings);

  /** Starts a query; its failure comes out of the stream. */
  ResultStream run(PhysicalPlan plan, QueryRequest request);

  @Override
  void close();
}
