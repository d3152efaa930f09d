package org.weft.container.accumulate;

import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.type.DataType;

/** SINGLE_VALUE: the only row's value; a second row is an error. */
final class SingleAccumulator extends ColumnAccumulator {
  private final KeptValue value;
  private final MemoryScope scope;

  SingleAccumulator(int argument, DataType type, MemoryScope scope) {
    super(argument);
    this.value = new KeptValue(type, scope);
    this.scope = scope;
  }

  @Override
  public void reset() {
    value.clear();
  }

  @Override
  void add(ColumnReader values, int[] rows, int from, int to) {
    for (int i = from; i < to; i++) {
      if (value.isSet()) {
        throw WeftException.of(
                ErrorCode.TOO_MANY_ROWS, "a subquery used as a value gave more than one row")
            .hint("aggregate it, or add LIMIT 1");
      }
      value.set(values, rows[i]);
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
