package org.weft.container.window;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.weft.container.expression.tree.Failures;
import org.weft.container.pipeline.Closing;
import org.weft.container.pipeline.ExecutionContext;
import org.weft.planner.error.WeftException;
import org.weft.planner.expr.SortKey;
import org.weft.planner.expr.WindowCall;
import org.weft.planner.expr.WindowFrame;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.physical.PhysicalPlan;
import org.weft.planner.type.Schema;
import org.weft.planner.vector.Batch;

/** All functions of one window. One for each thread. */
final class WindowFunctions implements AutoCloseable {
  /** What rows come at a time. */
  sealed interface Extent {}

  /** Whole partitions. */
  record Partitions() implements Extent {}

  /** Parts of a partition, if {@link PartReach} allows. */
  record Parts() implements Extent {}

  /**
   * Parts of a partition of which all that its functions need is known.
   *
   * @param survey of the partition, owned by the caller
   */
  record Surveyed(Survey survey) implements Extent {}

  private final List<WindowCall> calls;
  private final List<WindowFunction> functions = new ArrayList<>();
  private final List<ResultColumn> results = new ArrayList<>();
  private final Map<WindowFrame, FrameRows> frames = new LinkedHashMap<>();
  private final Extent extent;
  private final SortKey order;
  private final Schema input;
  private final MemoryScope scope;
  private final ExecutionContext context;
  private final Closing closing = new Closing();

  WindowFunctions(
      PhysicalPlan.Window plan, Extent extent, ExecutionContext context, MemoryScope scope) {
    this.calls = plan.calls();
    this.extent = extent;
    this.order = plan.orderKeys().isEmpty() ? null : plan.orderKeys().get(0);
    this.input = plan.input().schema();
    this.scope = scope;
    this.context = context;
    try {
      for (WindowCall call : plan.calls()) {
        functions.add(function(call));
        results.add(new ResultColumn(scope));
      }
    } catch (RuntimeException | Error e) {
      closing.closeAfter(e);
      throw e;
    }
  }

  private WindowFunction function(WindowCall call) {
    Optional<WindowFunction> known =
        extent instanceof Surveyed surveyed ? surveyed.survey().function(call) : Optional.empty();
    // what the survey computes is its own
    return known.isPresent() ? known.get() : closing.add(own(call));
  }

  private WindowFunction own(WindowCall call) {
    boolean isInParts = !(extent instanceof Partitions);
    if (isInParts && call instanceof WindowCall.Rank rank) {
      return new RunningRanks(rank.function());
    }
    if (isInParts && PartReach.isRunning(call)) {
      return new RunningAggregate(call, input, context, scope);
    }
    if (call instanceof WindowCall.Rank rank) {
      return new Ranks(rank);
    }
    if (call instanceof WindowCall.Shift shift) {
      return new Shifts(shift, scope);
    }
    if (call instanceof WindowCall.Pick pick) {
      return new Picks(pick, frame(pick.frame()), scope);
    }
    WindowCall.Over over = (WindowCall.Over) call;
    return new AggregateFunctions(input, context, scope).of(over.aggregate(), frame(over.frame()));
  }

  private FrameRows frame(WindowFrame frame) {
    return frames.computeIfAbsent(frame, f -> new FrameRows(f, order, scope));
  }

  /** Computes all columns for these rows. */
  void compute(WindowRows rows) {
    frames.values().forEach(frame -> frame.start(rows));
    for (int i = 0; i < functions.size(); i++) {
      try {
        functions.get(i).compute(rows, results.get(i));
      } catch (WeftException e) {
        throw Failures.at(calls.get(i).place(), e);
      }
    }
  }

  /** Points the batch's columns from {@code column} on at the results from a row on. */
  void show(Batch batch, int column, int first) {
    for (int i = 0; i < results.size(); i++) {
      results.get(i).show(batch.column(column + i), first);
    }
  }

  @Override
  public void close() {
    closing.close();
  }
}
