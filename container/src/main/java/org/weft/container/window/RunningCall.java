package org.weft.container.window;

import java.util.OptionalInt;
import org.weft.container.accumulate.Accumulator;
import org.weft.container.accumulate.Accumulators;
import org.weft.container.pipeline.ExecutionContext;
import org.weft.planner.expr.Aggregate;
import org.weft.planner.expr.AggregateCall;
import org.weft.planner.expr.WindowCall;
import org.weft.planner.expr.WindowFrame;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.type.Schema;

/**
 * The accumulator of an aggregate, or of FIRST_VALUE, LAST_VALUE or NTH_VALUE, whose frames begin
 * where the partition does: it is shown the rows one part after the other. For one thread.
 */
final class RunningCall implements AutoCloseable {
  private final Accumulator accumulator;
  private final RowAdder adder;

  /** Null for an aggregate. */
  private final PickedRow picked;

  private WindowRows rows;

  RunningCall(WindowCall running, Schema input, ExecutionContext context, MemoryScope scope) {
    AggregateCall call = call(running);
    this.accumulator =
        new Accumulators(input, context)
            .of(call.over(call.arguments(), OptionalInt.empty(), call.distinctness()));
    this.adder = RowAdder.of(call, input, scope);
    this.picked = running instanceof WindowCall.Pick pick ? new PickedRow(pick) : null;
  }

  /** The frame of such a call. */
  static WindowFrame frame(WindowCall call) {
    return call instanceof WindowCall.Pick pick ? pick.frame() : ((WindowCall.Over) call).frame();
  }

  private static AggregateCall call(WindowCall call) {
    if (call instanceof WindowCall.Over over) {
      return over.aggregate();
    }
    WindowCall.Pick pick = (WindowCall.Pick) call;
    return new AggregateCall(
        Aggregate.LAST,
        OptionalInt.of(pick.argument()),
        OptionalInt.empty(),
        AggregateCall.Distinctness.ALL,
        pick.type(),
        pick.name());
  }

  /** A new partition begins. */
  void reset() {
    accumulator.reset();
    if (picked != null) {
      picked.reset();
    }
  }

  /** The rows that {@link #add} speaks of. */
  void start(WindowRows part) {
    rows = part;
    adder.start(part);
  }

  void add(int from, int to) {
    if (picked == null) {
      adder.add(accumulator, from, to);
      return;
    }
    int row = picked.among(rows, from, to);
    if (row != PickedRow.NONE) {
      adder.add(accumulator, row, row + 1);
    }
  }

  /** Appends the result for all rows so far. */
  void result(BuiltColumn to) {
    accumulator.result(to.next());
  }

  @Override
  public void close() {
    accumulator.close();
  }
}
