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
    if (isTogether(aggregate.keys(), input)) {
      return single(aggregate, input);
    }
    if (aggregate.calls().stream().anyMatch(c -> c.function() == Aggregate.SINGLE_VALUE)) {
      // whether there was one row cannot be told from the parts
      List<Integer> keys = meetBy.stream().map(aggregate.keys()::get).toList();
      return single(aggregate, meet(keys, input));
    }
    return twoPhases(aggregate, meetBy, input);
  }

  private boolean isTogether(List<Integer> keys, Lowered input) {
    Placement placement = exchanges.placement(input);
    return placement instanceof Placement.One
        || placement instanceof Placement.Hashed hashed
            && hashed.keys().stream().anyMatch(keys::containsAll);
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
    return keys.isEmpty() || exchanges.isSmall(input.bytes(), SMALL_RESULT_BYTES)
        ? exchanges.gather(input)
        : exchanges.hash(input, keys, exchanges.partitions(input.bytes()));
  }

  private static Field state(AggregateCall call) {
    return counts(call)
        ? Field.required(call.name(), call.type())
        : Field.nullable(call.name(), call.type());
  }

  private static boolean counts(AggregateCall call) {
    return call.function() == Aggregate.COUNT_ALL || call.function() == Aggregate.COUNT;
  }

  /** The same calls over the columns of states; a count of rows has an argument then. */
  private static List<AggregateCall> mergeCalls(LogicalPlan.Aggregate aggregate) {
    List<AggregateCall> calls = new ArrayList<>();
    int ordinal = aggregate.keys().size();
    for (AggregateCall call : aggregate.calls()) {
      calls.add(
          new AggregateCall(
              counts(call) ? Aggregate.COUNT : call.function(),
              OptionalInt.of(ordinal++),
              OptionalInt.empty(),
              AggregateCall.Distinctness.ALL,
              call.type(),
              call.name()));
    }
    return calls;
  }
}
