package org.weft.container.accumulate;

import java.util.List;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.type.Schema;
import org.weft.planner.vector.Batch;

/**
 * An aggregate of the first row of each value of its arguments, where the order of the rows makes
 * equal ones neighbours: only one of them has to be remembered.
 */
final class NeighbourDistinctAccumulator implements Accumulator {
  private final Accumulator inner;
  private final MemoryScope scope;
  private final FirstRows firsts;

  /** Takes over the scope and the inner aggregate. */
  NeighbourDistinctAccumulator(
      List<Integer> arguments, Schema schema, Accumulator inner, MemoryScope scope) {
    this.inner = inner;
    this.scope = scope;
    this.firsts = new FirstRows(arguments, schema, scope);
  }

  @Override
  public void reset() {
    firsts.clear();
    inner.reset();
  }

  @Override
  public void add(Batch batch, int[] rows, int from, int to) {
    firsts.addTo(inner, batch, rows, from, to);
  }

  @Override
  public void result(ColumnBuilder out) {
    inner.result(out);
  }

  @Override
  public void close() {
    scope.close();
    inner.close();
  }
}
