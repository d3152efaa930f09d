package org.weft.container.accumulate;

import org.weft.planner.type.DataType;
import org.weft.planner.type.DecimalType;
import org.weft.planner.vector.Layout;

/** AVG: the exact sum, or that of floats, divided by the count, as FLOAT64. */
final class MeanAccumulator extends ColumnAccumulator {
  private final WideSum exact;
  private final double unit;
  private double sum;
  private long count;

  /** A mean of a column of this type. */
  MeanAccumulator(int argument, DataType type) {
    super(argument);
    int scale = type instanceof DecimalType decimal ? decimal.scale() : 0;
    unit = Math.pow(10, scale);
    exact = new WideSum(new DecimalType(DecimalType.MAX_PRECISION, scale));
  }

  @Override
  public void reset() {
    exact.clear();
    sum = 0;
    count = 0;
  }

  @Override
  void add(ColumnReader values, int[] rows, int from, int to) {
    boolean isReal = values.layout() == Layout.FLOAT64 || values.layout() == Layout.FLOAT32;
    for (int i = from; i < to; i++) {
      int row = rows[i];
      if (values.isNull(row)) {
        continue;
      }
      count++;
      if (isReal) {
        sum += values.real(row);
      } else {
        exact.add(values.integer(row), values.high(row));
      }
    }
  }

  @Override
  public void result(ColumnBuilder out) {
    if (count == 0) {
      out.appendNull();
    } else {
      // one of the two sums is zero
      out.appendReal((sum + exact.doubleValue() / unit) / count);
    }
  }
}
