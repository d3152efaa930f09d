package org.weft.container.window;

import org.weft.container.pipeline.ExecutionContext;
import org.weft.planner.expr.WindowCall;
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
  private final RunningCall call;
  private final BuiltColumn built;
  private final Scratch choices;

  RunningAggregate(WindowCall running, Schema input, ExecutionContext context, MemoryScope scope) {
    this.isByRow = RunningCall.frame(running).mode() == WindowFrame.Mode.ROWS;
    this.call = new RunningCall(running, input, context, scope);
    this.built = new BuiltColumn(running.type(), scope);
    this.choices = new Scratch(scope);
  }

  @Override
  public void compute(WindowRows part, ResultColumn results) {
    call.start(part);
    built.clear();
    if (part.isFirstPart()) {
      call.reset();
    }
    long out = choices.ensure(4L * Math.max(1, part.end()));
    for (int i = 0; i < part.fresh(); i++) {
      Memory.putInt(out + 4L * i, RowPicks.NONE);
    }
    int next = part.fresh();
    while (next < part.end()) {
      int until = isByRow ? next + 1 : groupEnd(part, next);
      call.add(next, until);
      call.result(built);
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
    call.close();
  }
}
