package org.weft.container.accumulate;

import java.util.List;
import org.apache.datasketches.hll.HllSketch;
import org.apache.datasketches.hll.TgtHllType;
import org.apache.datasketches.hll.Union;
import org.apache.datasketches.memory.Memory;
import org.weft.container.hash.KeyBatch;
import org.weft.planner.type.DataType;
import org.weft.planner.vector.Batch;

/** APPROX_COUNT_DISTINCT: a HyperLogLog of the values' hashes, 16,384 registers when it is full. */
final class DistinctSketchAccumulator implements MergeableAccumulator {
  private static final int LOG_REGISTERS = 14;

  private final List<Integer> argument;
  private final KeyBatch keys;
  private final ColumnReader states = new ColumnReader();
  private final int[] wanted = new int[Batch.CAPACITY];
  private final HllSketch sketch = new HllSketch(LOG_REGISTERS, TgtHllType.HLL_8);
  private Union union;

  DistinctSketchAccumulator(int argument, DataType type) {
    this.argument = List.of(argument);
    this.keys = new KeyBatch(List.of(type));
  }

  @Override
  public void reset() {
    sketch.reset();
    union = null;
  }

  @Override
  public void add(Batch batch, int[] rows, int from, int to) {
    int count = to - from;
    System.arraycopy(rows, from, wanted, 0, count);
    keys.load(batch, argument, wanted, count);
    for (int i = 0; i < count; i++) {
      if (!keys.hasNull(i)) {
        sketch.update(keys.hashes()[i]);
      }
    }
  }

  @Override
  public void state(ColumnBuilder out) {
    byte[] bytes = all().toCompactByteArray();
    out.appendBytes(bytes, bytes.length);
  }

  @Override
  public void merge(Batch batch, int column, int[] rows, int from, int to) {
    states.point(batch.column(column));
    for (int i = from; i < to; i++) {
      if (union == null) {
        union = new Union(LOG_REGISTERS);
      }
      union.update(HllSketch.heapify(Memory.wrap(states.bytes(rows[i]))));
    }
  }

  private HllSketch all() {
    if (union == null) {
      return sketch;
    }
    if (!sketch.isEmpty()) {
      union.update(sketch);
      sketch.reset();
    }
    return union.getResult(TgtHllType.HLL_8);
  }

  @Override
  public void result(ColumnBuilder out) {
    out.appendInteger(Math.round(all().getEstimate()));
  }

  @Override
  public void close() {}
}
