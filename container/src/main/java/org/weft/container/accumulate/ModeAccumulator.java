package org.weft.container.accumulate;

import org.weft.planner.memory.MemoryScope;
import org.weft.planner.type.DataType;
import org.weft.planner.vector.Batch;

/**
 * MODE: of values that come equally often the least or the greatest, so that the result is always
 * the same.
 */
final class ModeAccumulator implements Accumulator {
  private final ValueCounts counts;
  private final int sign;
  private final MemoryScope scope;
  private final KeptValue best;

  /**
   * Takes over the counts, of values of this type, and the scope.
   *
   * @param sign -1 for the least of several, 1 for the greatest
   */
  ModeAccumulator(ValueCounts counts, DataType type, int sign, MemoryScope scope) {
    this.counts = counts;
    this.sign = sign;
    this.scope = scope;
    this.best = new KeptValue(type, scope);
  }

  @Override
  public void reset() {
    counts.clear();
  }

  @Override
  public void add(Batch batch, int[] rows, int from, int to) {
    counts.add(batch, rows, from, to);
  }

  @Override
  public void result(ColumnBuilder out) {
    best.clear();
    counts.forEach(new Best());
    best.appendTo(out);
  }

  private final class Best implements ValueCounts.Visitor {
    private long count;

    @Override
    public void visit(long other, long times) {
      boolean isBetter =
          times > count
              || (times == count
                  && sign * ValueOrder.compare(counts.layout(), other, best.address()) > 0);
      if (isBetter) {
        best.set(other);
        count = times;
      }
    }
  }

  @Override
  public void close() {
    counts.close();
    scope.close();
  }
}
