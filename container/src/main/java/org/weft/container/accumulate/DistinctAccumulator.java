package org.weft.container.accumulate;

import java.util.List;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.type.DataType;
import org.weft.planner.vector.Batch;

/** An aggregate of the first row of each value of its arguments. */
final class DistinctAccumulator implements Accumulator {
  private final List<Integer> arguments;
  private final Accumulator inner;
  private final MemoryScope scope;
  private final KeyTable seen;
  private final int[] fresh = new int[Batch.CAPACITY];

  /** Arguments of these types; takes over the scope and the inner aggregate. */
  DistinctAccumulator(
      List<Integer> arguments, List<DataType> types, Accumulator inner, MemoryScope scope) {
    this.arguments = arguments;
    this.inner = inner;
    this.scope = scope;
    this.seen = new KeyTable(types, 0, scope);
  }

  /** Is shown where each value lies in the table. */
  interface Visitor {
    void visit(KeyTable table, long row);
  }

  /** Bytes that so many more values may take at once. */
  long growth(int count) {
    return seen.growth(count);
  }

  void forEachValue(Visitor visitor) {
    seen.forEach(row -> visitor.visit(seen, row));
  }

  @Override
  public void reset() {
    seen.clear();
    inner.reset();
  }

  @Override
  public void add(Batch batch, int[] rows, int from, int to) {
    int count = seen.add(batch, arguments, rows, from, to, fresh);
    if (count > 0) {
      inner.add(batch, fresh, 0, count);
    }
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
