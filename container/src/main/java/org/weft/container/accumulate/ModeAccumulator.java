package org.weft.container.accumulate;

import org.weft.planner.vector.Batch;

/**
 * MODE: of values that come equally often the least or the greatest, so that the result is always
 * the same.
 */
final class ModeAccumulator implements Accumulator {
  private final ValueCounts counts;
  private final int sign;

  /**
   * Takes over the counts.
   *
   * @param sign -1 for the least of several, 1 for the greatest
   */
  ModeAccumulator(ValueCounts counts, int sign) {
    this.counts = counts;
    this.sign = sign;
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
    Best best = new Best();
    counts.forEach(best);
    if (best.count == 0) {
      out.appendNull();
    } else {
      out.appendValue(best.value);
    }
  }

  private final class Best implements ValueCounts.Visitor {
    private long value;
    private long count;

    @Override
    public void visit(long other, long times) {
      boolean isBetter =
          times > count
              || (times == count && sign * ValueOrder.compare(counts.layout(), other, value) > 0);
      if (isBetter) {
        value = other;
        count = times;
      }
    }
  }

  @Override
  public void close() {
    counts.close();
  }
}
