package org.weft.planner.physical;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.weft.planner.expr.Aggregate;
import org.weft.planner.expr.AggregateCall;
import org.weft.planner.expr.SortKey;
import org.weft.planner.logical.LogicalPlan;
import org.weft.planner.physical.PhysicalPlan.HashAggregate.Phase;
import org.weft.planner.type.Field;
import org.weft.planner.type.Schema;

/**
 * Plans aggregations with calls that look at one group at a time: rows with equal keys are brought
 * together, each task sorts them by the keys (and by the order that a call asks for), and the
 * groups are computed one behind the other. Where all states can be merged and groups are much
 * fewer than rows, each task does this with its own rows first.
 */
final class SortedAggregateLowering {
  /** Groups of fewer bytes, over all tasks, are computed by one task. */
  private static final long SMALL_INPUT_BYTES = 16L << 20;

  /** Rows per group from which partial states are worth a sort of their own. */
  private static final double ROWS_PER_GROUP = 8;

  private final Exchanges exchanges;

  SortedAggregateLowering(Exchanges exchanges) {
    this.exchanges = exchanges;
  }

  Lowered aggregate(LogicalPlan.Aggregate wide, Lowered wideInput) {
    List<Integer> used = used(wide);
    LogicalPlan.Aggregate aggregate = over(wide, used);
    Lowered input = wideInput.select(used);
    if (exchanges.areTogether(aggregate.keys(), input)) {
      return node(aggregate, sorted(aggregate, input), Phase.SINGLE, aggregate.schema());
    }
    if (canMerge(aggregate) && isWorthwhile(aggregate, input)) {
      return twoPhases(aggregate, input);
    }
    Lowered met = exchanges.meet(input, aggregate.keys(), SMALL_INPUT_BYTES);
    return node(aggregate, sorted(aggregate, met), Phase.SINGLE, aggregate.schema());
  }

  /** What is sorted and moved should not be more than what is looked at. */
  private static List<Integer> used(LogicalPlan.Aggregate aggregate) {
    Set<Integer> used = new LinkedHashSet<>(aggregate.keys());
    for (AggregateCall call : aggregate.calls()) {
      used.addAll(call.arguments());
      call.order().forEach(key -> used.add(key.ordinal()));
      call.filter().ifPresent(used::add);
    }
    return List.copyOf(used);
  }

  private static LogicalPlan.Aggregate over(
      LogicalPlan.Aggregate aggregate, List<Integer> columns) {
    return new LogicalPlan.Aggregate(
        aggregate.input(),
        aggregate.keys().stream().map(columns::indexOf).toList(),
        aggregate.calls().stream().map(call -> call.moved(columns::indexOf)).toList(),
        aggregate.schema(),
        aggregate.estimate());
  }

  private static boolean canMerge(LogicalPlan.Aggregate aggregate) {
    return aggregate.calls().stream()
        .allMatch(
            call ->
                call.function().state() != Aggregate.State.NONE
                    && call.order().isEmpty()
                    && (!call.isDistinct() || call.function().ignoresDuplicates()));
  }

  private static boolean isWorthwhile(LogicalPlan.Aggregate aggregate, Lowered input) {
    return aggregate.keys().isEmpty()
        || aggregate.estimate().rows() * ROWS_PER_GROUP < input.rows();
  }

  /**
   * By the keys, and within a group in the order of the first call that wants one, unless another
   * call would see it and wants none: that one takes the rows as they come.
   */
  private static Lowered sorted(LogicalPlan.Aggregate aggregate, Lowered input) {
    List<SortKey> order = new ArrayList<>();
    aggregate.keys().forEach(key -> order.add(SortKey.ascending(key)));
    boolean showsOrder =
        aggregate.calls().stream()
            .anyMatch(call -> call.function().dependsOnOrder() && call.order().isEmpty());
    if (!showsOrder) {
      aggregate.calls().stream()
          .filter(call -> !call.order().isEmpty())
          .findFirst()
          .ifPresent(call -> order.addAll(call.order()));
    }
    if (order.isEmpty()) {
      return input;
    }
    return new Lowered(
        new PhysicalPlan.Sort(input.plan(), order, input.plan().estimate()), input.widths());
  }

  private Lowered twoPhases(LogicalPlan.Aggregate aggregate, Lowered input) {
    List<Field> fields = new ArrayList<>();
    aggregate.keys().forEach(key -> fields.add(input.schema().field(key)));
    aggregate.calls().forEach(call -> fields.add(AggregateLowering.state(call)));
    Lowered partial = node(aggregate, sorted(aggregate, input), Phase.PARTIAL, new Schema(fields));
    List<Integer> keys = IntStream.range(0, aggregate.keys().size()).boxed().toList();
    LogicalPlan.Aggregate merge =
        new LogicalPlan.Aggregate(
            aggregate.input(),
            keys,
            AggregateLowering.mergeCalls(aggregate),
            aggregate.schema(),
            aggregate.estimate());
    Lowered met = exchanges.meet(partial, keys, SMALL_INPUT_BYTES);
    return node(merge, sorted(merge, met), Phase.FINAL, aggregate.schema());
  }

  private static Lowered node(
      LogicalPlan.Aggregate aggregate, Lowered input, Phase phase, Schema schema) {
    List<Double> widths = new ArrayList<>();
    aggregate.keys().forEach(key -> widths.add(input.widths().get(key)));
    aggregate.calls().forEach(call -> widths.add(RowWidth.of(call.type())));
    return new Lowered(
        new PhysicalPlan.SortedAggregate(
            input.plan(),
            phase,
            aggregate.keys(),
            aggregate.calls(),
            schema,
            Lowered.estimate(Math.min(input.rows(), aggregate.estimate().rows()), widths)),
        widths);
  }
}
