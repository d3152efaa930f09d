package org.weft.container.window;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.weft.container.accumulate.Accumulator;
import org.weft.container.accumulate.Accumulators;
import org.weft.container.pipeline.ExecutionContext;
import org.weft.planner.expr.Aggregate;
import org.weft.planner.expr.AggregateCall;
import org.weft.planner.expr.WindowCall;
import org.weft.planner.expr.WindowCall.PickFunction;
import org.weft.planner.expr.WindowFrame;
import org.weft.planner.memory.Memory;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.type.Schema;

/**
 * An aggregate from the start of a partition to the current row or its last peer, of a partition
 * that comes in parts: the accumulator goes on.
 */
final class RunningAggregate implements WindowFunction {
  private final boolean isByRow;
  private final Accumulator accumulator;
  private final RowAdder adder;
  private final BuiltColumn built;
  private final Scratch choices;

  RunningAggregate(WindowCall running, Schema input, ExecutionContext context, MemoryScope scope) {
    AggregateCall call = call(running);
    this.isByRow = frame(running).mode() == WindowFrame.Mode.ROWS;
    this.accumulator =
        new Accumulators(input, context)
            .of(call.over(call.arguments(), OptionalInt.empty(), call.distinctness()));
    List<Integer> used = new ArrayList<>(call.arguments());
    call.order().forEach(key -> used.add(key.ordinal()));
    this.adder = new RowAdder(input, used, Included.byFilter(call, scope));
    this.built = new BuiltColumn(call.type(), scope);
    this.choices = new Scratch(scope);
  }

  private static WindowFrame frame(WindowCall call) {
    return call instanceof WindowCall.Pick pick ? pick.frame() : ((WindowCall.Over) call).frame();
  }

  private static AggregateCall call(WindowCall call) {
    if (call instanceof WindowCall.Over over) {
      return over.aggregate();
    }
    WindowCall.Pick pick = (WindowCall.Pick) call;
    return new AggregateCall(
        pick.function() == PickFunction.FIRST_VALUE ? Aggregate.FIRST : Aggregate.LAST,
        OptionalInt.of(pick.argument()),
        OptionalInt.empty(),
        AggregateCall.Distinctness.ALL,
        pick.type(),
        pick.name());
  }

  @Override
  public void compute(WindowRows part, ResultColumn results) {
    adder.start(part);
    built.clear();
    if (part.isFirstPart()) {
      accumulator.reset();
    }
    long out = choices.ensure(4L * Math.max(1, part.end()));
    for (int i = 0; i < part.fresh(); i++) {
      Memory.putInt(out + 4L * i, RowPicks.NONE);
    }
    int next = part.fresh();
    while (next < part.end()) {
      int until = isByRow ? next + 1 : groupEnd(part, next);
      adder.add(accumulator, next, until);
      accumulator.result(built.next());
      int known = built.added();
      for (; next < until; next++) {
        Memory.putInt(out + 4L * next, known);
      }
    }
    RowPicks.take(built.values(), out, part.end(), results);
  }

  private static int groupEnd(WindowRows part, int row) {
    int end = row + 1;
    while (end < part.end() && (part.flag(end) & WindowRows.GROUP) == 0) {
      end++;
    }
    return end;
  }

  @Override
  public void close() {
    accumulator.close();
  }
}
