package org.weft.container.accumulate;

import org.apache.datasketches.hll.HllSketch;
import org.apache.datasketches.hll.TgtHllType;
import org.weft.planner.expr.AggregateCall;
import org.weft.planner.expr.Value;
import org.weft.planner.vector.Batch;
import org.weft.planner.vector.Layout;

/**
 * HLL_SKETCH: the sketch of numbers, texts or bytes, which is itself the state. As in Spark, an
 * empty text counts for nothing.
 */
final class HllSketchAccumulator extends ColumnAccumulator implements MergeableAccumulator {
  private final HllSketch sketch;
  private final HllUnion merged = new HllUnion(HllSketches.Sizes.EQUAL);
  private final ColumnReader states = new ColumnReader();

  HllSketchAccumulator(AggregateCall call) {
    super(call.argument().getAsInt());
    long size = ((Value.Int) call.parameters().get(0).value()).value();
    this.sketch = new HllSketch((int) size, TgtHllType.HLL_8);
  }

  @Override
  public void reset() {
    sketch.reset();
    merged.reset();
  }

  @Override
  void add(ColumnReader values, int[] rows, int from, int to) {
    for (int i = from; i < to; i++) {
      if (values.isNull(rows[i])) {
        continue;
      }
      if (values.layout() == Layout.VIEW) {
        sketch.update(values.bytes(rows[i]));
      } else {
        sketch.update(values.integer(rows[i]));
      }
    }
  }

  @Override
  public void state(ColumnBuilder out) {
    result(out);
  }

  @Override
  public void merge(Batch batch, int column, int[] rows, int from, int to) {
    states.point(batch.column(column));
    for (int i = from; i < to; i++) {
      merged.add(HllSketches.read(states.bytes(rows[i])));
    }
  }

  @Override
  public void result(ColumnBuilder out) {
    byte[] bytes = sketch.toCompactByteArray();
    if (!merged.isEmpty()) {
      merged.add(sketch);
      sketch.reset();
      bytes = merged.bytes();
    }
    out.appendBytes(bytes, bytes.length);
  }
}
