package org.weft.container.compile;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.weft.container.shared.Reading;
import org.weft.container.shared.SharedRows;
import org.weft.planner.explain.PlanFigures;
import org.weft.planner.physical.PhysicalPlan;

/**
 * Rows that several operators of a plan read, or that one reads in every round of a recursion:
 * where they are said first, how many references there are, and the rows once they are made.
 */
final class SharedPlans {
  private final Map<Integer, PhysicalPlan.Shared> definitions = new HashMap<>();
  private final Map<Integer, Integer> references = new HashMap<>();
  private final Map<Integer, SharedRows> rows = new HashMap<>();

  /** What was made before this plan and outlives it. */
  private final Map<Integer, SharedRows> before = new HashMap<>();

  private final Map<Integer, SharedRows> workingTables = new HashMap<>();

  SharedPlans(PhysicalPlan root) {
    for (PhysicalPlan node : PlanFigures.nodes(root)) {
      if (node instanceof PhysicalPlan.Shared reference) {
        definitions.putIfAbsent(reference.id(), reference);
        references.merge(reference.id(), 1, Integer::sum);
      }
    }
  }

  /** Makes the rows of a shared plan. */
  interface Fill {
    SharedRows rows(PhysicalPlan.Shared definition, int readers);
  }

  /** For a round of a recursion: all that is known here, and the rows it starts from. */
  SharedPlans round(PhysicalPlan.Recursion recursion, SharedRows added) {
    SharedPlans inside = new SharedPlans(recursion.round());
    inside.before.putAll(before);
    inside.before.putAll(rows);
    inside.workingTables.putAll(workingTables);
    inside.workingTables.put(recursion.id(), added);
    return inside;
  }

  /** A reading for a reference to rows, which are made if they are not yet. */
  Reading reading(PhysicalPlan.Shared reference, Fill fill) {
    SharedRows known = before.get(reference.id());
    return known != null ? known.furtherReading() : rows(reference, fill).reading();
  }

  /** What the round before added to a recursion. */
  Reading reading(PhysicalPlan.WorkingTable table) {
    return workingTables.get(table.id()).furtherReading();
  }

  /** Makes the rows that are the same in all rounds. */
  List<SharedRows> constants(PhysicalPlan.Recursion recursion, Fill fill) {
    List<SharedRows> made = new ArrayList<>();
    collectConstants(recursion.round(), fill, made);
    return made;
  }

  private void collectConstants(PhysicalPlan plan, Fill fill, List<SharedRows> made) {
    if (plan instanceof PhysicalPlan.Shared reference
        && !dependsOnRound(plan, workingTables.keySet())) {
      if (!before.containsKey(reference.id())) {
        made.add(rows(reference, fill));
      }
      return;
    }
    plan.inputs().forEach(input -> collectConstants(input, fill, made));
  }

  /** True if a plan reads a working table other than these and those of recursions inside it. */
  private static boolean dependsOnRound(PhysicalPlan plan, Set<Integer> known) {
    if (plan instanceof PhysicalPlan.WorkingTable table) {
      return !known.contains(table.id());
    }
    Set<Integer> inside = known;
    if (plan instanceof PhysicalPlan.Recursion recursion) {
      inside = new HashSet<>(known);
      inside.add(recursion.id());
    }
    for (PhysicalPlan input : plan.inputs()) {
      if (dependsOnRound(input, inside)) {
        return true;
      }
    }
    return false;
  }

  private SharedRows rows(PhysicalPlan.Shared reference, Fill fill) {
    int id = reference.id();
    SharedRows known = rows.get(id);
    if (known == null) {
      known = fill.rows(definitions.get(id), references.get(id));
      rows.put(id, known);
    }
    return known;
  }
}
