package org.weft.container.window;

import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;
import org.weft.planner.expr.AggregateCall;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.type.DataType;
import org.weft.planner.type.Schema;
import org.weft.planner.type.TypeKind;

/** Finds what computes an aggregate over frames. */
final class AggregateFunctions {
  private AggregateFunctions() {}

  static WindowFunction of(AggregateCall call, Schema input, FrameRows frame, MemoryScope scope) {
    if (call.distinctness() == AggregateCall.Distinctness.DISTINCT) {
      throw unsupported("DISTINCT");
    }
    Included included = new Included(call, scope);
    int argument = call.argument().orElse(-1);
    return switch (call.function()) {
      case COUNT_ALL, COUNT -> new Counts(included, frame, scope);
      case SUM -> {
        DataType type = input.type(argument);
        boolean isReal = type.kind() == TypeKind.FLOAT32 || type.kind() == TypeKind.FLOAT64;
        yield isReal
            ? new RealSums(argument, included, frame, scope)
            : new ExactSums(argument, included, frame, scope);
      }
      case MIN -> new Extremes(argument, Extremes.End.LEAST, included, frame, scope);
      case MAX -> new Extremes(argument, Extremes.End.GREATEST, included, frame, scope);
      case ANY_VALUE -> new AnyValues(argument, included, frame, scope);
      default -> throw unsupported(call.function().name());
    };
  }

  private static WeftException unsupported(String what) {
    return WeftException.of(
        ErrorCode.UNSUPPORTED_FEATURE, what + " over a window is not supported");
  }
}
