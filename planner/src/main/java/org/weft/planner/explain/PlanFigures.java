package org.weft.planner.explain;

import java.util.ArrayList;
import java.util.List;
import org.weft.planner.physical.PhysicalPlan;

/**
 * What was measured of a plan that ran, or of one stage of it.
 *
 * @param title such as {@code Stage 1, 4 tasks}; empty for a whole plan
 * @param operators one for each node of the plan: a node, then its first input and all below, then
 *     the next
 */
public record PlanFigures(String title, PhysicalPlan plan, List<OperatorFigures> operators) {
  public PlanFigures {
    operators = List.copyOf(operators);
  }

  /** The nodes of a plan in the order of the figures. */
  public static List<PhysicalPlan> nodes(PhysicalPlan plan) {
    List<PhysicalPlan> nodes = new ArrayList<>();
    add(plan, nodes);
    return nodes;
  }

  private static void add(PhysicalPlan plan, List<PhysicalPlan> nodes) {
    nodes.add(plan);
    plan.inputs().forEach(input -> add(input, nodes));
  }
}
