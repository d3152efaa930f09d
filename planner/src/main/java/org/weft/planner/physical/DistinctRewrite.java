package org.weft.planner.physical;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.weft.planner.expr.Aggregate;
import org.weft.planner.expr.AggregateCall;
import org.weft.planner.expr.Call;
import org.weft.planner.expr.Column;
import org.weft.planner.expr.Expression;
import org.weft.planner.expr.Function;
import org.weft.planner.expr.Literal;
import org.weft.planner.expr.Value;
import org.weft.planner.logical.Estimate;
import org.weft.planner.logical.JoinType;
import org.weft.planner.logical.LogicalPlan;
import org.weft.planner.type.Field;
import org.weft.planner.type.Schema;
import org.weft.planner.type.SimpleType;

/**
 * Distinct aggregates as aggregations of aggregations: the input is grouped by the keys and the
 * distinct arguments first. Those of different arguments are computed apart, and joined on the
 * keys.
 */
final class DistinctRewrite {
  /** What grouping by one more column is thought to leave of the input's rows. */
  private static final double INNER_GROUPS = 0.5;

  private final LogicalPlan.Aggregate aggregate;
  private final int keyCount;

  private DistinctRewrite(LogicalPlan.Aggregate aggregate) {
    this.aggregate = aggregate;
    this.keyCount = aggregate.keys().size();
  }

  static LogicalPlan of(LogicalPlan.Aggregate aggregate) {
    boolean filtered =
        aggregate.calls().stream()
            .anyMatch(c -> AggregateRewrite.isDistinct(c) && c.filter().isPresent());
    return filtered ? withoutFilters(aggregate) : new DistinctRewrite(aggregate).rewritten();
  }

  /** A filtered distinct argument becomes one that is null where the filter is not true. */
  private static LogicalPlan withoutFilters(LogicalPlan.Aggregate aggregate) {
    LogicalPlan input = aggregate.input();
    List<Expression> columns = Projections.columns(input.schema());
    List<Field> fields = new ArrayList<>(input.schema().fields());
    List<AggregateCall> calls = new ArrayList<>();
    for (AggregateCall call : aggregate.calls()) {
      if (!AggregateRewrite.isDistinct(call) || call.filter().isEmpty()) {
        calls.add(call);
        continue;
      }
      List<Integer> arguments = new ArrayList<>();
      for (int ordinal : call.arguments()) {
        Expression argument = columns.get(ordinal);
        arguments.add(columns.size());
        columns.add(
            Call.of(
                Function.CASE,
                argument.type(),
                columns.get(call.filter().getAsInt()),
                argument,
                Literal.ofNull(argument.type())));
        fields.add(Field.nullable(call.name(), argument.type()));
      }
      calls.add(call.over(arguments, OptionalInt.empty(), call.distinctness()));
    }
    LogicalPlan cases =
        new LogicalPlan.Project(input, columns, new Schema(fields), input.estimate());
    return new LogicalPlan.Aggregate(
        cases, aggregate.keys(), calls, aggregate.schema(), aggregate.estimate());
  }

  private LogicalPlan rewritten() {
    Map<List<Integer>, List<Integer>> byArguments = new LinkedHashMap<>();
    List<Integer> plain = new ArrayList<>();
    for (int i = 0; i < aggregate.calls().size(); i++) {
      AggregateCall call = aggregate.calls().get(i);
      if (AggregateRewrite.isDistinct(call)) {
        byArguments.computeIfAbsent(call.arguments(), unused -> new ArrayList<>()).add(i);
      } else {
        plain.add(i);
      }
    }
    boolean splits = plain.stream().allMatch(i -> canMerge(aggregate.calls().get(i)));
    List<List<Integer>> parts = new ArrayList<>(byArguments.values());
    if (splits) {
      parts.get(0).addAll(plain);
    } else {
      parts.add(plain);
    }
    LogicalPlan joined = part(parts.get(0));
    List<Integer> order = new ArrayList<>(parts.get(0));
    for (List<Integer> part : parts.subList(1, parts.size())) {
      joined = join(joined, part(part), order.size());
      order.addAll(part);
    }
    return inOrder(joined, order);
  }

  private static boolean canMerge(AggregateCall call) {
    return call.function().state() == Aggregate.State.VALUE;
  }

  /** The keys and some of the calls. */
  private LogicalPlan part(List<Integer> indexes) {
    List<AggregateCall> calls = indexes.stream().map(aggregate.calls()::get).toList();
    if (calls.stream().noneMatch(AggregateRewrite::isDistinct)) {
      return new LogicalPlan.Aggregate(
          aggregate.input(), aggregate.keys(), calls, schema(calls), aggregate.estimate());
    }
    return new TwoLevels(aggregate, calls).plan(schema(calls), innerEstimate());
  }

  private Estimate innerEstimate() {
    Estimate input = aggregate.input().estimate();
    double rows = Math.max(aggregate.estimate().rows(), input.rows() * INNER_GROUPS);
    return new Estimate(rows, aggregate.estimate().bytesPerRow());
  }

  private Schema schema(List<AggregateCall> calls) {
    List<Field> fields = new ArrayList<>(aggregate.schema().fields().subList(0, keyCount));
    calls.forEach(call -> fields.add(Field.nullable(call.name(), call.type())));
    return new Schema(fields);
  }

  /** Both sides have the same groups, each once. */
  private LogicalPlan join(LogicalPlan left, LogicalPlan right, int leftCalls) {
    int leftSize = keyCount + leftCalls;
    List<Expression> equal = new ArrayList<>();
    for (int i = 0; i < keyCount; i++) {
      Field key = aggregate.schema().field(i);
      equal.add(
          Call.of(
              Function.IS_NOT_DISTINCT,
              SimpleType.BOOLEAN,
              new Column(i, key.name(), key.type()),
              new Column(leftSize + i, key.name(), key.type())));
    }
    Schema both = left.schema().concat(right.schema());
    LogicalPlan join =
        new LogicalPlan.Join(
            left,
            right,
            JoinType.INNER,
            switch (equal.size()) {
              case 0 -> new Literal(SimpleType.BOOLEAN, new Value.Bool(true));
              case 1 -> equal.get(0);
              default -> new Call(Function.AND, equal, SimpleType.BOOLEAN);
            },
            both,
            aggregate.estimate());
    List<Integer> kept =
        IntStream.range(0, both.size())
            .filter(i -> i < leftSize || i >= leftSize + keyCount)
            .boxed()
            .toList();
    return new LogicalPlan.Project(
        join, columns(both, kept), both.select(kept), aggregate.estimate());
  }

  private LogicalPlan inOrder(LogicalPlan plan, List<Integer> order) {
    List<Integer> ordinals = new ArrayList<>();
    for (int i = 0; i < keyCount; i++) {
      ordinals.add(i);
    }
    for (int i = 0; i < aggregate.calls().size(); i++) {
      ordinals.add(keyCount + order.indexOf(i));
    }
    return new LogicalPlan.Project(
        plan, columns(plan.schema(), ordinals), aggregate.schema(), aggregate.estimate());
  }

  private static List<Expression> columns(Schema schema, List<Integer> ordinals) {
    List<Expression> columns = new ArrayList<>();
    for (int ordinal : ordinals) {
      Field field = schema.field(ordinal);
      columns.add(new Column(ordinal, field.name(), field.type()));
    }
    return columns;
  }
}
