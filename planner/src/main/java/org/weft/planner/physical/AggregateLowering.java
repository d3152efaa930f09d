package org.weft.planner.physical;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.weft.planner.expr.Aggregate;
import org.weft.planner.expr.AggregateCall;
import org.weft.planner.logical.LogicalPlan;
import org.weft.planner.type.Field;
import org.weft.planner.type.Schema;
import org.weft.planner.type.SimpleType;

/**
 * Plans aggregations: at once where rows with equal keys are together already, else partially in
 * each task, then finally where the partial groups meet.
 */
final class AggregateLowering {
  /** Groups of fewer bytes, over all tasks, are merged by one task. */
  private static final long SMALL_RESULT_BYTES = 1L << 20;

  private final Exchanges exchanges;

  AggregateLowering(Exchanges exchanges) {
    this.exchanges = exchanges;
  }

  /**
   * Plans an aggregation.
   *
   * @param meetBy those of the keys, by their position, that say where groups meet: fewer than all
   *     if the next operator wants the rows by just these
   */
  Lowered aggregate(LogicalPlan.Aggregate aggregate, List<Integer> meetBy, Lowered input) {
    if (exchanges.areTogether(aggregate.keys(), input)) {
      return single(aggregate, input);
    }
    if (aggregate.calls().stream().anyMatch(c -> c.function().state() == Aggregate.State.NONE)) {
      List<Integer> keys = meetBy.stream().map(aggregate.keys()::get).toList();
      return single(aggregate, meet(keys, input));
    }
    return twoPhases(aggregate, meetBy, input);
  }

  private static Lowered single(LogicalPlan.Aggregate aggregate, Lowered input) {
    return node(aggregate, input, PhysicalPlan.HashAggregate.Phase.SINGLE, aggregate.schema());
  }

  private static Lowered node(
      LogicalPlan.Aggregate aggregate,
      Lowered input,
      PhysicalPlan.HashAggregate.Phase phase,
      Schema schema) {
    List<Double> widths = new ArrayList<>();
    aggregate.keys().forEach(key -> widths.add(input.widths().get(key)));
    aggregate.calls().forEach(call -> widths.add(RowWidth.of(call.type())));
    return new Lowered(
        new PhysicalPlan.HashAggregate(
            input.plan(),
            phase,
            aggregate.keys(),
            aggregate.calls(),
            schema,
            Lowered.estimate(Math.min(input.rows(), aggregate.estimate().rows()), widths)),
        widths);
  }

  private Lowered twoPhases(LogicalPlan.Aggregate aggregate, List<Integer> meetBy, Lowered input) {
    List<Field> fields = new ArrayList<>();
    aggregate.keys().forEach(key -> fields.add(input.schema().field(key)));
    aggregate.calls().forEach(call -> fields.add(state(call)));
    Lowered partial =
        node(aggregate, input, PhysicalPlan.HashAggregate.Phase.PARTIAL, new Schema(fields));
    List<Integer> keys = IntStream.range(0, aggregate.keys().size()).boxed().toList();
    Lowered met = meet(meetBy, partial);
    LogicalPlan.Aggregate merge =
        new LogicalPlan.Aggregate(
            aggregate.input(),
            keys,
            mergeCalls(aggregate),
            aggregate.schema(),
            aggregate.estimate());
    return node(merge, met, PhysicalPlan.HashAggregate.Phase.FINAL, aggregate.schema());
  }

  private Lowered meet(List<Integer> keys, Lowered input) {
    return exchanges.meet(input, keys, SMALL_RESULT_BYTES);
  }

  /** The column of the state of a call between two phases. */
  static Field state(AggregateCall call) {
    if (call.isCount()) {
      return Field.required(call.name(), call.type());
    }
    return Field.nullable(
        call.name(),
        call.function().state() == Aggregate.State.BYTES ? SimpleType.BINARY : call.type());
  }

  /** The same calls over the columns of states; a count of rows has an argument then. */
  static List<AggregateCall> mergeCalls(LogicalPlan.Aggregate aggregate) {
    List<AggregateCall> calls = new ArrayList<>();
    int ordinal = aggregate.keys().size();
    for (AggregateCall call : aggregate.calls()) {
      calls.add(
          new AggregateCall(
              call.isCount() ? Aggregate.COUNT : call.function(),
              List.of(ordinal++),
              call.parameters(),
              List.of(),
              OptionalInt.empty(),
              AggregateCall.Distinctness.ALL,
              call.type(),
              call.name(),
              call.place()));
    }
    return calls;
  }
}
