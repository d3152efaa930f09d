package org.weft.planner.explain;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.weft.planner.physical.PhysicalPlan;

/**
 * What was measured of a plan that ran, or of one stage of it.
 *
 * @param title such as {@code Stage 1, 4 tasks}; empty for a whole plan
 * @param operators one for each node of the plan, in the order of {@link #nodes}
 */
public record PlanFigures(String title, PhysicalPlan plan, List<OperatorFigures> operators) {
  public PlanFigures {
    operators = List.copyOf(operators);
  }

  /**
   * The nodes of a plan in the order in which they are drawn: a node, then all below its second
   * input and the further ones, then all below its first. What is below shared rows comes once, at
   * the first reference.
   */
  public static List<PhysicalPlan> nodes(PhysicalPlan plan) {
    List<PhysicalPlan> nodes = new ArrayList<>();
    add(plan, nodes, new HashSet<>());
    return nodes;
  }

  private static void add(PhysicalPlan plan, List<PhysicalPlan> nodes, Set<Integer> shared) {
    nodes.add(plan);
    if (plan instanceof PhysicalPlan.Shared reference && !shared.add(reference.id())) {
      return;
    }
    List<PhysicalPlan> inputs = plan.inputs();
    for (int i : drawn(inputs.size())) {
      add(inputs.get(i), nodes, shared);
    }
  }

  /** The order in which so many inputs are drawn: the first comes last. */
  static int[] drawn(int inputs) {
    return IntStream.range(1, inputs + 1).map(i -> i % inputs).toArray();
  }
}
