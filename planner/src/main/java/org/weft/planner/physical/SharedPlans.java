package org.weft.planner.physical;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.IntSupplier;
import org.weft.planner.logical.LogicalPlan;
import org.weft.planner.logical.LogicalPlan.Shared;

/**
 * Finds what a query computes more than once, and shares it where that is cheaper: CTEs and
 * sub-queries that are there twice, the input of several grouping sets.
 *
 * <p>The largest such plan is shared; what lies below it is then there once. Rows that may differ
 * each time are not the same rows, and where a limit may stop early, nothing is computed whole.
 */
final class SharedPlans {
  private final PlanClasses classes = new PlanClasses();
  private final SharingCost cost;
  private final IntSupplier numbers;

  /** How often each class is referred to, below shared plans once. */
  private final Map<Integer, Integer> references = new HashMap<>();

  private final Map<Integer, Shared> shared = new HashMap<>();

  /** What was shared before and is counted below. */
  private final Set<Integer> counted = new HashSet<>();

  private SharedPlans(SharingCost cost, IntSupplier numbers) {
    this.cost = cost;
    this.numbers = numbers;
  }

  /** The plan with what is worthwhile computed once. */
  static LogicalPlan of(LogicalPlan plan, PlanTarget target) {
    AtomicInteger last = new AtomicInteger(lastId(plan));
    SharedPlans plans = new SharedPlans(new SharingCost(target), last::incrementAndGet);
    LogicalPlan finer = FinerGroups.used(CommonGroups.of(plan));
    plans.count(finer, Reader.ALL);
    return plans.replaced(finer, Reader.ALL);
  }

  /** The greatest number of a plan that was shared before, as its rows may not differ. */
  private static int lastId(LogicalPlan plan) {
    int last = plan instanceof Shared known ? known.id() : 0;
    for (LogicalPlan input : plan.inputs()) {
      last = Math.max(last, lastId(input));
    }
    return last;
  }

  /** A recursion's round shares by itself; what is the same in all rounds is computed once. */
  private LogicalPlan round(LogicalPlan plan) {
    SharedPlans plans = new SharedPlans(cost, numbers);
    plans.count(plan, Reader.ALL);
    return plans.constantsShared(plan, Reader.ALL);
  }

  private LogicalPlan constantsShared(LogicalPlan plan, Reader reader) {
    if (plan instanceof LogicalPlan.Values) {
      return plan;
    }
    if (!dependsOnRound(plan, Set.of())) {
      return shared(plan);
    }
    if (isShared(plan, reader)) {
      return shared.containsKey(classes.of(plan))
          ? shared.get(classes.of(plan))
          : shared(plan, inputsOf(plan, Reader.ALL, this::constantsShared));
    }
    return inputsOf(plan, reader, this::constantsShared);
  }

  /**
   * True if a plan reads what the round before added.
   *
   * @param own the recursions inside of it
   */
  private static boolean dependsOnRound(LogicalPlan plan, Set<Integer> own) {
    if (plan instanceof LogicalPlan.WorkingTable table) {
      return !own.contains(table.id());
    }
    Set<Integer> inside = own;
    if (plan instanceof LogicalPlan.Recursion recursion) {
      inside = new HashSet<>(own);
      inside.add(recursion.id());
    }
    for (LogicalPlan input : plan.inputs()) {
      if (dependsOnRound(input, inside)) {
        return true;
      }
    }
    return false;
  }

  /** Whether all rows of a plan are read. */
  private enum Reader {
    ALL,
    /** A limit above may stop earlier. */
    STOPS_EARLY
  }

  private static Reader reader(LogicalPlan plan, int input, Reader own) {
    if (plan instanceof LogicalPlan.Sort sort && sort.keys().isEmpty()) {
      return Reader.STOPS_EARLY;
    }
    boolean passesOn =
        plan instanceof LogicalPlan.Filter
            || plan instanceof LogicalPlan.Project
            || plan instanceof LogicalPlan.Unnest
            || plan instanceof LogicalPlan.Union
            || plan instanceof LogicalPlan.Join && input == 0;
    return passesOn ? own : Reader.ALL;
  }

  private void count(LogicalPlan plan, Reader reader) {
    if (plan instanceof Shared known && !counted.add(known.id())) {
      return;
    }
    if (reader == Reader.ALL && canShare(plan)) {
      int times = references.merge(classes.of(plan), 1, Integer::sum);
      if (times > 1 && cost.isWorthwhile(plan)) {
        return;
      }
    }
    for (int i = 0; i < plan.inputs().size(); i++) {
      if (!isRound(plan, i)) {
        count(plan.inputs().get(i), reader(plan, i, reader));
      }
    }
  }

  private static boolean isRound(LogicalPlan plan, int input) {
    return plan instanceof LogicalPlan.Recursion && input == 1;
  }

  private boolean isShared(LogicalPlan plan, Reader reader) {
    return reader == Reader.ALL
        && canShare(plan)
        && references.getOrDefault(classes.of(plan), 0) > 1
        && cost.isWorthwhile(plan);
  }

  private LogicalPlan replaced(LogicalPlan plan, Reader reader) {
    return isShared(plan, reader) ? shared(plan) : inputsOf(plan, reader, this::replaced);
  }

  private LogicalPlan shared(LogicalPlan plan) {
    Shared known = shared.get(classes.of(plan));
    return known == null ? shared(plan, inputsOf(plan, Reader.ALL, this::replaced)) : known;
  }

  private LogicalPlan shared(LogicalPlan plan, LogicalPlan input) {
    Shared made = new Shared(numbers.getAsInt(), input);
    shared.put(classes.of(plan), made);
    return made;
  }

  private LogicalPlan inputsOf(
      LogicalPlan plan, Reader reader, BiFunction<LogicalPlan, Reader, LogicalPlan> change) {
    int[] input = {0};
    return LogicalInputs.replaced(
        plan,
        each -> {
          int i = input[0]++;
          return isRound(plan, i) ? round(each) : change.apply(each, reader(plan, i, reader));
        });
  }

  /** An order that is not cut short would be lost; tables are read as cheaply as kept rows. */
  private boolean canShare(LogicalPlan plan) {
    boolean isOrdered =
        plan instanceof LogicalPlan.Sort sort && !sort.keys().isEmpty() && sort.limit().isEmpty();
    return !isOrdered
        && !plan.inputs().isEmpty()
        && !(plan instanceof LogicalPlan.Write)
        && !(plan instanceof Shared)
        && !classes.isVolatile(plan);
  }
}
