package org.weft.planner.physical;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import org.weft.planner.expr.AggregateCall;
import org.weft.planner.expr.Column;
import org.weft.planner.expr.Expression;
import org.weft.planner.logical.LogicalPlan;
import org.weft.planner.type.Field;
import org.weft.planner.type.Schema;

/**
 * Makes aggregations of the same rows read the same plan, though each needs other columns of it,
 * and computes in one what they group alike: then what is there more than once is seen, and
 * computed once. Such are a sum by part beside the sum of all (TPC-H Q11), or a column of
 * sub-queries each of which aggregates a column of the same table (TPC-DS q9). Nothing is lost
 * where nothing is shared in the end: columns that nobody needs go out afterwards.
 */
final class CommonGroups {
  private final PlanClasses classes = new PlanClasses();
  private final SameRows rows = new SameRows(classes);
  private final Map<Integer, List<LogicalPlan.Aggregate>> byRows = new LinkedHashMap<>();
  private final Map<Integer, LogicalPlan> rewritten = new HashMap<>();
  private final Set<LogicalPlan> made = Collections.newSetFromMap(new IdentityHashMap<>());

  private CommonGroups() {}

  /** The plan with common inputs, and the same columns. */
  static LogicalPlan of(LogicalPlan plan) {
    CommonGroups groups = new CommonGroups();
    groups.collect(plan);
    groups.byRows.values().removeIf(same -> same.size() == 1);
    groups.byRows.values().forEach(groups::align);
    return groups.rewritten.isEmpty() ? plan : groups.replaced(plan);
  }

  /** Of aggregations that are there twice as they are, one is looked at. */
  private void collect(LogicalPlan plan) {
    if (plan instanceof LogicalPlan.Aggregate aggregate && !classes.isVolatile(plan)) {
      List<LogicalPlan.Aggregate> same =
          byRows.computeIfAbsent(rows.of(aggregate.input()).number(), unused -> new ArrayList<>());
      if (same.stream().noneMatch(other -> classes.of(other) == classes.of(aggregate))) {
        same.add(aggregate);
      }
    }
    plan.inputs().forEach(this::collect);
  }

  /** What is made here may be equal to what was written, and stays. */
  private LogicalPlan replaced(LogicalPlan plan) {
    LogicalPlan known =
        plan instanceof LogicalPlan.Aggregate && !made.contains(plan)
            ? rewritten.get(classes.of(plan))
            : null;
    return LogicalInputs.replaced(known == null ? plan : known, this::replaced);
  }

  /**
   * An aggregation over the common input.
   *
   * @param keys ordinals there
   */
  private record Aligned(
      LogicalPlan.Aggregate written, List<Integer> keys, List<AggregateCall> calls) {
    boolean isHashed() {
      return calls.stream().allMatch(AggregateCall::isHashed);
    }
  }

  /** What can be computed together: what is hashed would not gain by waiting for whole groups. */
  private record Together(List<Integer> keys, boolean isHashed) {}

  private void align(List<LogicalPlan.Aggregate> aggregates) {
    Map<Expression, Integer> places = new LinkedHashMap<>();
    List<Field> fields = new ArrayList<>();
    List<Aligned> aligned = new ArrayList<>();
    for (LogicalPlan.Aggregate aggregate : aggregates) {
      aligned.add(aligned(aggregate, places, fields));
    }
    LogicalPlan input = common(aggregates.get(0).input(), List.copyOf(places.keySet()), fields);
    Map<Together, List<Aligned>> together = new LinkedHashMap<>();
    for (Aligned each : aligned) {
      List<Integer> sorted = each.keys().stream().sorted().toList();
      together
          .computeIfAbsent(new Together(sorted, each.isHashed()), unused -> new ArrayList<>())
          .add(each);
    }
    together.values().forEach(same -> merge(same, input));
  }

  /** Adds what an aggregation needs of its input to what is needed in common. */
  private Aligned aligned(
      LogicalPlan.Aggregate aggregate, Map<Expression, Integer> places, List<Field> fields) {
    List<Expression> columns = rows.of(aggregate.input()).columns();
    Schema schema = aggregate.input().schema();
    IntUnaryOperator place =
        ordinal -> {
          Integer known = places.get(columns.get(ordinal));
          if (known == null) {
            known = places.size();
            places.put(columns.get(ordinal), known);
            fields.add(schema.field(ordinal));
          }
          return known;
        };
    return new Aligned(
        aggregate,
        aggregate.keys().stream().map(place::applyAsInt).toList(),
        aggregate.calls().stream().map(call -> call.moved(place)).toList());
  }

  private LogicalPlan common(LogicalPlan plan, List<Expression> columns, List<Field> fields) {
    BitSet wanted = ColumnReferences.of(columns);
    SameRows.Wide wide = rows.wide(plan, wanted);
    return new LogicalPlan.Project(
        wide.plan(),
        columns.stream().map(wide::moved).toList(),
        new Schema(fields),
        plan.estimate());
  }

  private void merge(List<Aligned> same, LogicalPlan input) {
    Aligned first = same.get(0);
    Map<AggregateCall, Integer> places = new LinkedHashMap<>();
    List<AggregateCall> calls = new ArrayList<>();
    int keyCount = first.keys().size();
    List<Field> fields = new ArrayList<>(first.written().schema().fields().subList(0, keyCount));
    for (Aligned each : same) {
      for (int i = 0; i < each.calls().size(); i++) {
        AggregateCall call = each.calls().get(i);
        if (places.putIfAbsent(call.unnamed(), keyCount + calls.size()) == null) {
          calls.add(call);
          fields.add(each.written().schema().field(keyCount + i));
        }
      }
    }
    LogicalPlan.Aggregate all =
        new LogicalPlan.Aggregate(
            input, first.keys(), calls, new Schema(fields), first.written().estimate());
    made.add(all);
    for (Aligned each : same) {
      rewritten.put(classes.of(each.written()), of(each, all, places));
    }
  }

  private static LogicalPlan of(
      Aligned each, LogicalPlan.Aggregate all, Map<AggregateCall, Integer> places) {
    List<Expression> columns = new ArrayList<>();
    for (int key : each.keys()) {
      columns.add(column(all, all.keys().indexOf(key)));
    }
    for (AggregateCall call : each.calls()) {
      columns.add(column(all, places.get(call.unnamed())));
    }
    return new LogicalPlan.Project(
        all, columns, each.written().schema(), each.written().estimate());
  }

  private static Column column(LogicalPlan plan, int ordinal) {
    return new Column(ordinal, plan.schema().field(ordinal).name(), plan.schema().type(ordinal));
  }
}
