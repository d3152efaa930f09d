package org.weft.container.accumulate;

import org.apache.datasketches.hll.HllSketch;
import org.apache.datasketches.hll.TgtHllType;
import org.weft.planner.expr.AggregateCall;
import org.weft.planner.expr.Value;
import org.weft.planner.vector.Batch;

/** HLL_UNION: the sketch of what all sketches have seen, which is itself the state. */
final class HllUnionAccumulator extends ColumnAccumulator implements MergeableAccumulator {
  /** What a sketch of nothing has where none is told, as in Spark. */
  private static final int LOG_REGISTERS = 12;

  private final HllUnion union;
  private final ColumnReader states = new ColumnReader();

  HllUnionAccumulator(AggregateCall call) {
    super(call.argument().getAsInt());
    boolean mixes = ((Value.Bool) call.parameters().get(0).value()).value();
    this.union = new HllUnion(mixes ? HllSketches.Sizes.ANY : HllSketches.Sizes.EQUAL);
  }

  @Override
  public void reset() {
    union.reset();
  }

  @Override
  void add(ColumnReader values, int[] rows, int from, int to) {
    for (int i = from; i < to; i++) {
      if (!values.isNull(rows[i])) {
        union.add(HllSketches.read(values.bytes(rows[i])));
      }
    }
  }

  /** Null if there was none: a sketch of nothing would have a size of its own. */
  @Override
  public void state(ColumnBuilder out) {
    if (union.isEmpty()) {
      out.appendNull();
    } else {
      result(out);
    }
  }

  @Override
  public void merge(Batch batch, int column, int[] rows, int from, int to) {
    states.point(batch.column(column));
    add(states, rows, from, to);
  }

  @Override
  public void result(ColumnBuilder out) {
    byte[] bytes =
        union.isEmpty()
            ? new HllSketch(LOG_REGISTERS, TgtHllType.HLL_8).toCompactByteArray()
            : union.bytes();
    out.appendBytes(bytes, bytes.length);
  }
}
