package org.weft.container.accumulate;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.datasketches.kll.KllDoublesSketch;
import org.apache.datasketches.memory.Memory;
import org.apache.datasketches.quantilescommon.QuantileSearchCriteria;
import org.weft.planner.expr.AggregateCall;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.type.SimpleType;
import org.weft.planner.vector.Batch;

/**
 * APPROX_QUANTILE: a KLL sketch. It has no place for NaN, which is the greatest number: NaNs are
 * counted. The state is their count (int64) and the sketch's bytes, if there is one.
 */
final class QuantileSketchAccumulator extends ColumnAccumulator implements MergeableAccumulator {
  /** Ranks are right within 0.7 % with a probability of 99 %. */
  private static final int SIZE = 400;

  private final double[] fractions;
  private final Results results;
  private final MemoryScope scope;
  private final ColumnReader states = new ColumnReader();
  private KllDoublesSketch sketch = KllDoublesSketch.newHeapInstance(SIZE);
  private long nans;

  QuantileSketchAccumulator(AggregateCall call, MemoryScope scope) {
    super(call.argument().getAsInt());
    this.fractions = QuantileAccumulator.fractions(call.parameters());
    this.results = Results.of(call.type(), SimpleType.FLOAT64, scope);
    this.scope = scope;
  }

  @Override
  public void reset() {
    if (!sketch.isEmpty()) {
      sketch = KllDoublesSketch.newHeapInstance(SIZE);
    }
    nans = 0;
  }

  @Override
  void add(ColumnReader values, int[] rows, int from, int to) {
    for (int i = from; i < to; i++) {
      if (!values.isNull(rows[i])) {
        double value = values.real(rows[i]);
        if (Double.isNaN(value)) {
          nans++;
        } else {
          sketch.update(value);
        }
      }
    }
  }

  @Override
  public void state(ColumnBuilder out) {
    byte[] bytes = sketch.isEmpty() ? new byte[0] : sketch.toByteArray();
    ByteBuffer state =
        ByteBuffer.allocate(Long.BYTES + bytes.length).order(ByteOrder.LITTLE_ENDIAN);
    state.putLong(nans).put(bytes);
    out.appendBytes(state.array(), state.capacity());
  }

  @Override
  public void merge(Batch batch, int column, int[] rows, int from, int to) {
    states.point(batch.column(column));
    for (int i = from; i < to; i++) {
      byte[] state = states.bytes(rows[i]);
      nans += ByteBuffer.wrap(state).order(ByteOrder.LITTLE_ENDIAN).getLong();
      if (state.length > Long.BYTES) {
        Memory bytes = Memory.wrap(state).region(Long.BYTES, state.length - Long.BYTES);
        sketch.merge(KllDoublesSketch.heapify(bytes));
      }
    }
  }

  @Override
  public void result(ColumnBuilder out) {
    long numbers = sketch.getN();
    long all = numbers + nans;
    if (all == 0) {
      out.appendNull();
      return;
    }
    results.start();
    for (double fraction : fractions) {
      double ascending = Double.compare(fraction, 0.0) < 0 ? 1 + fraction : fraction;
      double place = ascending * all / Math.max(1, numbers);
      boolean isNan = numbers == 0 || place > 1;
      results.addReal(
          isNan ? Double.NaN : sketch.getQuantile(place, QuantileSearchCriteria.INCLUSIVE), out);
    }
    results.finish(out);
  }

  @Override
  public void close() {
    scope.close();
  }
}
