package org.weft.container.accumulate;

import org.weft.planner.expr.AggregateCall;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.type.DataType;
import org.weft.planner.vector.Batch;

/** ARG_MIN and ARG_MAX: of equal keys the first row counts. */
final class ArgExtremeAccumulator implements Accumulator {
  private final AggregateCall call;
  private final int sign;
  private final MemoryScope scope;
  private final KeptValue value;
  private final KeptValue key;
  private final ColumnReader values = new ColumnReader();
  private final ColumnReader keys = new ColumnReader();

  /**
   * An aggregate.
   *
   * @param sign -1 for the least key, 1 for the greatest
   */
  ArgExtremeAccumulator(AggregateCall call, DataType keyType, int sign, MemoryScope scope) {
    this.call = call;
    this.sign = sign;
    this.scope = scope;
    this.value = new KeptValue(call.type(), scope);
    this.key = new KeptValue(keyType, scope);
  }

  @Override
  public void reset() {
    value.clear();
    key.clear();
  }

  @Override
  public void add(Batch batch, int[] rows, int from, int to) {
    values.point(batch.column(call.arguments().get(0)));
    keys.point(batch.column(call.arguments().get(1)));
    for (int i = from; i < to; i++) {
      int row = rows[i];
      boolean counts = !values.isNull(row) && !keys.isNull(row);
      if (counts && (!key.isSet() || sign * key.compare(keys, row) > 0)) {
        value.set(values, row);
        key.set(keys, row);
      }
    }
  }

  @Override
  public void result(ColumnBuilder out) {
    value.appendTo(out);
  }

  @Override
  public void close() {
    scope.close();
  }
}
