package org.weft.container.window;

import org.weft.container.pipeline.ExecutionContext;
import org.weft.planner.expr.Aggregate;
import org.weft.planner.expr.AggregateCall;
import org.weft.planner.expr.WindowCall;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.type.Schema;
import org.weft.planner.type.TypeKind;

/** Finds what computes an aggregate over frames: loops where there are some, else accumulators. */
final class AggregateFunctions {
  private final Schema input;
  private final ExecutionContext context;
  private final MemoryScope scope;

  AggregateFunctions(Schema input, ExecutionContext context, MemoryScope scope) {
    this.input = input;
    this.context = context;
    this.scope = scope;
  }

  WindowFunction of(AggregateCall call, FrameRows frame) {
    boolean isPlain = call.arguments().size() <= 1 && call.order().isEmpty();
    if (!isPlain) {
      return accumulated(call, frame);
    }
    boolean sees = call.isDistinct() && !call.function().ignoresDuplicates();
    if (sees) {
      return distinct(call, frame);
    }
    Included included = new Included(call, scope);
    int argument = call.argument().orElse(-1);
    return switch (call.function()) {
      case COUNT_ALL, COUNT -> new Counts(included, frame, scope);
      case SUM ->
          isReal(argument)
              ? new RealSums(argument, included, frame, scope)
              : new ExactSums(argument, included, frame, scope);
      case MIN -> new Extremes(argument, Extremes.End.LEAST, included, frame, scope);
      case MAX -> new Extremes(argument, Extremes.End.GREATEST, included, frame, scope);
      case ANY_VALUE -> new AnyValues(argument, included, frame, scope);
      case FIRST, LAST -> picked(call, frame);
      default -> accumulated(call, frame);
    };
  }

  private WindowFunction accumulated(AggregateCall call, FrameRows frame) {
    return new AccumulatedFrames(call, input, frame, context, scope);
  }

  private WindowFunction picked(AggregateCall call, FrameRows frame) {
    if (call.filter().isPresent()) {
      return accumulated(call, frame);
    }
    WindowCall.PickFunction function =
        call.function() == Aggregate.FIRST
            ? WindowCall.PickFunction.FIRST_VALUE
            : WindowCall.PickFunction.LAST_VALUE;
    WindowCall.Pick pick =
        new WindowCall.Pick(
            function,
            call.argument().getAsInt(),
            new WindowCall.Count.Fixed(1),
            WindowCall.NullTreatment.RESPECT,
            frame.frame(),
            call.type(),
            call.name());
    return new Picks(pick, frame, scope);
  }

  private WindowFunction distinct(AggregateCall call, FrameRows frame) {
    boolean subtracts =
        switch (call.function()) {
          case COUNT -> true;
          case SUM -> !isReal(call.argument().getAsInt());
          default -> false;
        };
    return subtracts && !frame.isPartition() && !frame.isRunning()
        ? new DistinctFrames(call, frame, scope)
        : accumulated(call, frame);
  }

  private boolean isReal(int column) {
    TypeKind kind = input.type(column).kind();
    return kind == TypeKind.FLOAT32 || kind == TypeKind.FLOAT64;
  }
}
