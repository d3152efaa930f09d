package org.weft.container.accumulate;

import org.weft.planner.memory.MemoryScope;

/** MAD: the median of the distances from the median. */
final class DeviationAccumulator extends ColumnAccumulator {
  private final MemoryScope scope;
  private final Numbers numbers;
  private final Numbers distances;

  DeviationAccumulator(int argument, MemoryScope scope) {
    super(argument);
    this.scope = scope;
    this.numbers = new Numbers(scope);
    this.distances = new Numbers(scope);
  }

  @Override
  public void reset() {
    numbers.clear();
  }

  @Override
  void add(ColumnReader values, int[] rows, int from, int to) {
    for (int i = from; i < to; i++) {
      if (!values.isNull(rows[i])) {
        numbers.add(Numbers.order(values.real(rows[i])));
      }
    }
  }

  @Override
  public void result(ColumnBuilder out) {
    if (numbers.size() == 0) {
      out.appendNull();
      return;
    }
    double middle = median(numbers);
    distances.clear();
    for (long i = 0; i < numbers.size(); i++) {
      distances.add(Numbers.order(Math.abs(Numbers.real(numbers.get(i)) - middle)));
    }
    out.appendReal(median(distances));
  }

  private static double median(Numbers of) {
    long low = (of.size() - 1) / 2;
    long high = of.size() / 2;
    double first = Numbers.real(of.select(low));
    return low == high ? first : (first + Numbers.real(of.select(high))) / 2;
  }

  @Override
  public void close() {
    scope.close();
  }
}
