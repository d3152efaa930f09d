package org.weft.planner.physical;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.weft.planner.expr.Aggregate;
import org.weft.planner.expr.AggregateCall;
import org.weft.planner.expr.Call;
import org.weft.planner.expr.Cast;
import org.weft.planner.expr.Column;
import org.weft.planner.expr.Expression;
import org.weft.planner.expr.Function;
import org.weft.planner.expr.Literal;
import org.weft.planner.expr.Value;
import org.weft.planner.logical.Estimate;
import org.weft.planner.logical.LogicalPlan;
import org.weft.planner.type.DataType;
import org.weft.planner.type.DecimalType;
import org.weft.planner.type.Field;
import org.weft.planner.type.Schema;
import org.weft.planner.type.SimpleType;

/**
 * Distinct aggregates of the same arguments, and plain ones beside them: the inner level groups by
 * keys and arguments, so that these come once per value; the outer level groups by the keys and
 * merges the plain aggregates of the inner groups.
 */
final class TwoLevels {
  private static final DataType COUNT_SUM = new DecimalType(DecimalType.MAX_PRECISION, 0);

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
              : merging(call, nextState++);
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

  private static boolean isCount(AggregateCall call) {
    return call.function() == Aggregate.COUNT || call.function() == Aggregate.COUNT_ALL;
  }

  private static AggregateCall merging(AggregateCall call, int ordinal) {
    if (!isCount(call)) {
      return call.over(List.of(ordinal), OptionalInt.empty(), AggregateCall.Distinctness.ALL);
    }
    return new AggregateCall(
        Aggregate.SUM,
        OptionalInt.of(ordinal),
        OptionalInt.empty(),
        AggregateCall.Distinctness.ALL,
        COUNT_SUM,
        call.name());
  }

  /** Sums of counts are numbers of rows again, and no rows are none. */
  private List<Expression> outputs(LogicalPlan outer) {
    List<Expression> outputs = new ArrayList<>();
    for (int i = 0; i < outer.schema().size(); i++) {
      Field field = outer.schema().field(i);
      Expression column = new Column(i, field.name(), field.type());
      boolean mergesCounts =
          i >= keyCount
              && isCount(calls.get(i - keyCount))
              && !AggregateRewrite.isDistinct(calls.get(i - keyCount));
      outputs.add(
          mergesCounts
              ? Call.of(
                  Function.COALESCE,
                  SimpleType.INT64,
                  new Cast(column, SimpleType.INT64, Cast.OnError.FAIL),
                  new Literal(SimpleType.INT64, new Value.Int(0)))
              : column);
    }
    return outputs;
  }
}
