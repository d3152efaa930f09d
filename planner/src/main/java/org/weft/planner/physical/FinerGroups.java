package org.weft.planner.physical;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.weft.planner.expr.Aggregate;
import org.weft.planner.expr.AggregateCall;
import org.weft.planner.expr.Column;
import org.weft.planner.expr.Expression;
import org.weft.planner.logical.LogicalPlan;
import org.weft.planner.type.Field;
import org.weft.planner.type.Schema;

/**
 * Computes groups from finer ones of the same rows where a query asks for both, as ROLLUP does: by
 * country from what is there by country and city. Only where all calls can be told from the finer
 * groups' results: sums, counts and extremes.
 */
final class FinerGroups {
  private final PlanClasses classes = new PlanClasses();
  private final Map<Integer, List<LogicalPlan.Aggregate>> byInput = new HashMap<>();
  private final Map<Integer, LogicalPlan> rewritten = new HashMap<>();

  private FinerGroups() {}

  /** The plan with coarse groups over finer ones. */
  static LogicalPlan used(LogicalPlan plan) {
    FinerGroups groups = new FinerGroups();
    groups.collect(plan);
    boolean hasSome = groups.byInput.values().stream().anyMatch(FinerGroups::haveDifferentKeys);
    return hasSome ? groups.rewritten(plan) : plan;
  }

  private static boolean haveDifferentKeys(List<LogicalPlan.Aggregate> aggregates) {
    return aggregates.stream().map(LogicalPlan.Aggregate::keys).distinct().count() > 1;
  }

  private void collect(LogicalPlan plan) {
    if (plan instanceof LogicalPlan.Aggregate aggregate && !classes.isVolatile(plan)) {
      byInput
          .computeIfAbsent(classes.of(aggregate.input()), unused -> new ArrayList<>())
          .add(aggregate);
    }
    plan.inputs().forEach(this::collect);
  }

  private LogicalPlan rewritten(LogicalPlan plan) {
    if (plan instanceof LogicalPlan.Aggregate coarse && !classes.isVolatile(plan)) {
      LogicalPlan known = rewritten.get(classes.of(plan));
      if (known == null) {
        Optional<LogicalPlan.Aggregate> finer = finer(coarse);
        known =
            finer.isPresent()
                ? over(coarse, finer.get())
                : LogicalInputs.replaced(plan, this::rewritten);
        rewritten.put(classes.of(plan), known);
      }
      return known;
    }
    return LogicalInputs.replaced(plan, this::rewritten);
  }

  /** The fewest groups that these can be made of, if they are no more than the rows themselves. */
  private Optional<LogicalPlan.Aggregate> finer(LogicalPlan.Aggregate coarse) {
    LogicalPlan.Aggregate best = null;
    for (LogicalPlan.Aggregate other : byInput.get(classes.of(coarse.input()))) {
      boolean fits =
          other.keys().size() > coarse.keys().size()
              && other.keys().containsAll(coarse.keys())
              && other.estimate().rows() <= coarse.input().estimate().rows()
              && coarse.calls().stream().allMatch(call -> isTold(call, other));
      if (fits && (best == null || other.estimate().rows() < best.estimate().rows())) {
        best = other;
      }
    }
    return Optional.ofNullable(best);
  }

  private static boolean isTold(AggregateCall call, LogicalPlan.Aggregate by) {
    return MergedCalls.canMerge(call) && position(call, by) >= 0;
  }

  private static int position(AggregateCall call, LogicalPlan.Aggregate in) {
    return in.calls().stream().map(AggregateCall::unnamed).toList().indexOf(call.unnamed());
  }

  private LogicalPlan over(LogicalPlan.Aggregate coarse, LogicalPlan.Aggregate finer) {
    List<Integer> keys = coarse.keys().stream().map(finer.keys()::indexOf).toList();
    List<AggregateCall> calls = new ArrayList<>();
    List<Field> fields = new ArrayList<>(coarse.schema().fields().subList(0, keys.size()));
    List<Expression> results = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      results.add(column(i, fields.get(i)));
    }
    for (int i = 0; i < coarse.calls().size(); i++) {
      AggregateCall call = coarse.calls().get(i);
      int argument = finer.keys().size() + position(call, finer);
      AggregateCall merge = MergedCalls.of(call, argument);
      Field declared = coarse.schema().field(keys.size() + i);
      // of no groups at all there is no sum, not even of counts
      Field field =
          call.isCount()
              ? Field.nullable(call.name(), merge.type())
              : new Field(declared.name(), declared.type(), declared.nullability());
      calls.add(merge);
      fields.add(field);
      results.add(MergedCalls.result(call, column(keys.size() + i, field)));
    }
    LogicalPlan groups =
        new LogicalPlan.Aggregate(
            rewritten(finer), keys, calls, new Schema(fields), coarse.estimate());
    return calls.stream().anyMatch(call -> call.function() == Aggregate.SUM)
        ? new LogicalPlan.Project(groups, results, coarse.schema(), coarse.estimate())
        : groups;
  }

  private static Column column(int ordinal, Field field) {
    return new Column(ordinal, field.name(), field.type());
  }
}
