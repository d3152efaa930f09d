package org.weft.planner.physical;

import java.util.IdentityHashMap;
import java.util.Map;
import org.weft.planner.logical.LogicalPlan;
import org.weft.planner.setting.KnownSettings;

/**
 * Weighs computing rows twice against keeping them. The unit is about the time of one value read
 * from a file; the weights are orders of magnitude, no more.
 */
final class SharingCost {
  private static final double DECODED = 1;
  private static final double EXPRESSION = 0.5;
  private static final double LOOKED_UP = 4;
  private static final double SORTED = 10;
  private static final double KEPT = 1;

  /** A shuffle writes files, sends and reads them. */
  private static final double SHUFFLED = 3;

  /**
   * Rows that do not fit are written to disk and read from there. TPC-H Q21 of ten gigabytes in 512
   * MiB wrote 800 MiB of two columns of lineitem; read from their file again, three executions take
   * 31 seconds of processor time instead of 41, and 430 MiB of resident memory instead of 800.
   */
  private static final double SPILLED = 2;

  /** Of the memory, what kept rows may take before it is likely that they are spilled. */
  private static final double ROOM = 0.5;

  private final double kept;
  private final double memory;
  private final Map<LogicalPlan, Double> known = new IdentityHashMap<>();

  SharingCost(PlanTarget target) {
    this.kept = target.deployment() == PlanTarget.Deployment.TASKS ? SHUFFLED : KEPT;
    long limit = target.settings().get(KnownSettings.MEMORY_LIMIT);
    this.memory = limit > 0 ? limit : Double.POSITIVE_INFINITY;
  }

  /** True if a second reader of kept rows is cheaper than computing them again. */
  boolean isWorthwhile(LogicalPlan plan) {
    double values = rows(plan) * (1 + plan.schema().size());
    boolean isSpilled = 8 * values > ROOM * memory;
    // written once, read twice instead of computed a second time
    return of(plan) > 3 * (isSpilled ? Math.max(kept, SPILLED) : kept) * values;
  }

  /** What computing a plan's rows takes. */
  private double of(LogicalPlan plan) {
    Double cost = known.get(plan);
    if (cost == null) {
      cost = own(plan);
      for (LogicalPlan input : plan.inputs()) {
        cost += of(input);
      }
      known.put(plan, cost);
    }
    return cost;
  }

  private static double own(LogicalPlan plan) {
    double in = plan.inputs().stream().mapToDouble(SharingCost::rows).sum();
    double out = rows(plan);
    if (plan instanceof LogicalPlan.Recursion) {
      // nobody knows how many rounds there will be
      return Double.POSITIVE_INFINITY;
    }
    if (plan instanceof LogicalPlan.Scan scan) {
      return DECODED * scan.table().rowCount() * scan.columns().size();
    }
    if (plan instanceof LogicalPlan.Filter) {
      return EXPRESSION * in;
    }
    if (plan instanceof LogicalPlan.Project project) {
      return EXPRESSION * in * project.expressions().size();
    }
    if (plan instanceof LogicalPlan.Join join) {
      return LOOKED_UP * in + DECODED * out * join.schema().size();
    }
    if (plan instanceof LogicalPlan.Aggregate aggregate) {
      return LOOKED_UP * in + EXPRESSION * in * aggregate.calls().size();
    }
    return plan instanceof LogicalPlan.Sort || plan instanceof LogicalPlan.Window
        ? SORTED * in
        : EXPRESSION * out;
  }

  private static double rows(LogicalPlan plan) {
    return plan.estimate().rows();
  }
}
