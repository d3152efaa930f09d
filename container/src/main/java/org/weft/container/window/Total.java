package org.weft.container.window;

import org.weft.container.pipeline.ExecutionContext;
import org.weft.planner.expr.WindowCall;
import org.weft.planner.memory.Memory;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.type.Schema;

/**
 * An aggregate, FIRST_VALUE or LAST_VALUE of a whole partition, the same for all its rows: shown
 * all of them before the first is computed. For one thread.
 */
final class Total implements WindowFunction {
  private final RunningCall call;
  private final BuiltColumn built;
  private final Scratch choices;

  Total(WindowCall of, Schema input, ExecutionContext context, MemoryScope scope) {
    this.call = new RunningCall(of, input, context, scope);
    this.built = new BuiltColumn(of.type(), scope);
    this.choices = new Scratch(scope);
  }

  void start() {
    call.reset();
    built.clear();
  }

  void add(WindowRows part) {
    call.start(part);
    call.add(part.fresh(), part.end());
  }

  void finish() {
    call.result(built);
    built.added();
  }

  @Override
  public void compute(WindowRows part, ResultColumn results) {
    long out = choices.ensure(4L * Math.max(1, part.end()));
    for (int i = 0; i < part.end(); i++) {
      Memory.putInt(out + 4L * i, 0);
    }
    RowPicks.take(built.values(), out, part.end(), results);
  }

  @Override
  public void close() {
    call.close();
  }
}
