package org.weft.container.accumulate;

import org.weft.planner.vector.Batch;

/** ENTROPY: the sum of p × log2(1/p) over the shares p of the distinct values. */
final class EntropyAccumulator implements Accumulator {
  private final ValueCounts counts;

  /** Takes over the counts. */
  EntropyAccumulator(ValueCounts counts) {
    this.counts = counts;
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
    double[] sum = new double[1];
    double total = counts.total();
    counts.forEach((value, count) -> sum[0] += count / total * Math.log(total / count));
    out.appendReal(sum[0] / Math.log(2));
  }

  @Override
  public void close() {
    counts.close();
  }
}
