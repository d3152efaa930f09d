package org.weft.container.pipeline;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.weft.container.spill.SpillCount;
import org.weft.planner.explain.OperatorFigures;
import org.weft.planner.explain.PlanFigures;
import org.weft.planner.physical.PhysicalPlan;

/** The meters of a plan's operators, which are told apart by identity. Thread-safe. */
public final class PlanMeters {
  private final SpillCount spilled;
  private final Map<PhysicalPlan, OperatorMeter> meters = new IdentityHashMap<>();

  /** Meters whose spilling is part of this count. */
  public PlanMeters(SpillCount spilled) {
    this.spilled = spilled;
  }

  /** The meter of an operator. */
  public synchronized OperatorMeter of(PhysicalPlan node) {
    return meters.computeIfAbsent(node, unused -> new OperatorMeter(spilled.part()));
  }

  /** What was counted, for every node of the plan in the order of {@link PlanFigures#nodes}. */
  public List<OperatorFigures> figures(PhysicalPlan plan) {
    List<OperatorFigures> figures = new ArrayList<>();
    for (PhysicalPlan node : PlanFigures.nodes(plan)) {
      long inputs = node.inputs().stream().mapToLong(input -> of(input).behind()).sum();
      figures.add(of(node).figures(inputs));
    }
    return figures;
  }
}
