package org.weft.container.aggregate.sorted;

import java.util.ArrayList;
import java.util.List;
import org.weft.container.accumulate.Accumulator;
import org.weft.container.accumulate.Accumulators;
import org.weft.container.accumulate.ColumnBuilder;
import org.weft.container.accumulate.GroupMemory;
import org.weft.container.accumulate.MergeableAccumulator;
import org.weft.container.expression.tree.Failures;
import org.weft.container.pipeline.Closing;
import org.weft.container.pipeline.ExecutionContext;
import org.weft.planner.error.WeftException;
import org.weft.planner.expr.AggregateCall;
import org.weft.planner.expr.SortKey;
import org.weft.planner.physical.Ordering;
import org.weft.planner.physical.PhysicalPlan;
import org.weft.planner.physical.PhysicalPlan.HashAggregate.Phase;
import org.weft.planner.vector.Batch;

/** The calls of an aggregation over the group at hand. For one thread. */
final class GroupCalls implements AutoCloseable {
  private final Phase phase;
  private final List<AggregateCall> calls;
  private final List<Accumulator> accumulators = new ArrayList<>();
  private final Closing closing = new Closing();

  GroupCalls(PhysicalPlan.SortedAggregate node, ExecutionContext context) {
    this.phase = node.phase();
    this.calls = node.calls();
    GroupMemory group = closing.add(new GroupMemory(context, context.meter(node)));
    Accumulators factory = Accumulators.spilling(node.input().schema(), context, group);
    List<SortKey> order = Ordering.of(node.input());
    try {
      for (AggregateCall call : calls) {
        Accumulator accumulator =
            isOrdered(call, node.keys(), order) ? factory.ofOrderedRows(call) : factory.of(call);
        closing.add(accumulator);
        accumulators.add(accumulator);
      }
    } catch (RuntimeException | Error e) {
      closing.closeAfter(e);
      throw e;
    }
  }

  /** True if the rows of a group come in the order the call wants. */
  private static boolean isOrdered(AggregateCall call, List<Integer> keys, List<SortKey> order) {
    int first = keys.size();
    return order.size() >= first + call.order().size()
        && order.subList(0, first).stream().allMatch(key -> keys.contains(key.ordinal()))
        && order.subList(first, first + call.order().size()).equals(call.order());
  }

  void reset() {
    accumulators.forEach(Accumulator::reset);
  }

  /** Takes in rows of the group: input, or states in the FINAL phase. */
  void add(Batch batch, int[] rows, int from, int to) {
    for (int c = 0; c < accumulators.size(); c++) {
      try {
        if (phase == Phase.FINAL) {
          int column = calls.get(c).argument().orElseThrow();
          ((MergeableAccumulator) accumulators.get(c)).merge(batch, column, rows, from, to);
        } else {
          accumulators.get(c).add(batch, rows, from, to);
        }
      } catch (WeftException e) {
        throw Failures.at(calls.get(c).place(), e);
      }
    }
  }

  /** Appends the results, or states in the PARTIAL phase, to the builders from {@code first} on. */
  void emit(ColumnBuilder[] builders, int first) {
    for (int c = 0; c < accumulators.size(); c++) {
      ColumnBuilder out = builders[first + c];
      try {
        if (phase == Phase.PARTIAL) {
          ((MergeableAccumulator) accumulators.get(c)).state(out);
        } else {
          accumulators.get(c).result(out);
        }
      } catch (WeftException e) {
        throw Failures.at(calls.get(c).place(), e);
      }
    }
  }

  @Override
  public void close() {
    closing.close();
  }
}
