package org.weft.planner.physical;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.weft.planner.expr.AggregateCall;
import org.weft.planner.expr.Column;
import org.weft.planner.expr.Expression;
import org.weft.planner.logical.Estimate;
import org.weft.planner.logical.LogicalPlan;
import org.weft.planner.type.Field;
import org.weft.planner.type.Schema;

/**
 * Distinct aggregates of the same arguments, and plain ones beside them: the inner level groups by
 * keys and arguments, so that these come once per value; the outer level groups by the keys and
 * merges the plain aggregates of the inner groups.
 */
final class TwoLevels {
  private final LogicalPlan.Aggregate aggregate;
  private final List<AggregateCall> calls;
  private final int keyCount;
  private final List<Integer> arguments;

  TwoLevels(LogicalPlan.Aggregate aggregate, List<AggregateCall> calls) {
    this.aggregate = aggregate;
    this.calls = calls;
    this.keyCount = aggregate.keys().size();
    this.arguments =
        calls.stream()
            .filter(AggregateRewrite::isDistinct)
            .findFirst()
            .map(AggregateCall::arguments)
            .orElseThrow();
  }

  LogicalPlan plan(Schema schema, Estimate innerEstimate) {
    LogicalPlan.Aggregate inner = inner(innerEstimate);
    List<AggregateCall> outerCalls = new ArrayList<>();
    List<Field> fields = new ArrayList<>(schema.fields().subList(0, keyCount));
    List<Integer> values = IntStream.range(keyCount, keyCount + arguments.size()).boxed().toList();
    int nextState = keyCount + arguments.size();
    for (AggregateCall call : calls) {
      AggregateCall outer =
          AggregateRewrite.isDistinct(call)
              ? call.over(values, OptionalInt.empty(), AggregateCall.Distinctness.ALL)
              : MergedCalls.of(call, nextState++);
      outerCalls.add(outer);
      fields.add(Field.nullable(outer.name(), outer.type()));
    }
    LogicalPlan outer =
        new LogicalPlan.Aggregate(
            inner,
            IntStream.range(0, keyCount).boxed().toList(),
            outerCalls,
            new Schema(fields),
            aggregate.estimate());
    return new LogicalPlan.Project(outer, outputs(outer), schema, aggregate.estimate());
  }

  private LogicalPlan.Aggregate inner(Estimate estimate) {
    List<Integer> keys = new ArrayList<>(aggregate.keys());
    keys.addAll(arguments);
    List<AggregateCall> plain =
        calls.stream().filter(call -> !AggregateRewrite.isDistinct(call)).toList();
    List<Field> fields = new ArrayList<>();
    keys.forEach(key -> fields.add(aggregate.input().schema().field(key)));
    plain.forEach(call -> fields.add(Field.nullable(call.name(), call.type())));
    return new LogicalPlan.Aggregate(aggregate.input(), keys, plain, new Schema(fields), estimate);
  }

  private List<Expression> outputs(LogicalPlan outer) {
    List<Expression> outputs = new ArrayList<>();
    for (int i = 0; i < outer.schema().size(); i++) {
      Field field = outer.schema().field(i);
      Column column = new Column(i, field.name(), field.type());
      boolean isMerged = i >= keyCount && !AggregateRewrite.isDistinct(calls.get(i - keyCount));
      outputs.add(isMerged ? MergedCalls.result(calls.get(i - keyCount), column) : column);
    }
    return outputs;
  }
}
