package org.weft.container.accumulate;

import org.weft.planner.memory.MemoryScope;
import org.weft.planner.type.DataType;
import org.weft.planner.vector.Batch;

/** One row's value: FIRST, LAST, or ANY_VALUE, the first that is not null. */
final class PickAccumulator extends ColumnAccumulator implements MergeableAccumulator {
  /** Which row's. */
  enum Choice {
    FIRST,
    LAST,
    FIRST_VALUE
  }

  private final Choice choice;
  private final KeptValue picked;
  private final MemoryScope scope;
  private final ColumnReader states = new ColumnReader();

  PickAccumulator(int argument, DataType type, Choice choice, MemoryScope scope) {
    super(argument);
    this.choice = choice;
    this.picked = new KeptValue(type, scope);
    this.scope = scope;
  }

  @Override
  public void reset() {
    picked.clear();
  }

  @Override
  void add(ColumnReader values, int[] rows, int from, int to) {
    if (choice == Choice.LAST) {
      if (to > from) {
        picked.set(values, rows[to - 1]);
      }
      return;
    }
    for (int i = from; i < to && !picked.isSet(); i++) {
      if (choice == Choice.FIRST || !values.isNull(rows[i])) {
        picked.set(values, rows[i]);
      }
    }
  }

  @Override
  public void merge(Batch batch, int column, int[] rows, int from, int to) {
    states.point(batch.column(column));
    add(states, rows, from, to);
  }

  @Override
  public void state(ColumnBuilder out) {
    picked.appendTo(out);
  }

  @Override
  public void result(ColumnBuilder out) {
    picked.appendTo(out);
  }

  @Override
  public void close() {
    scope.close();
  }
}
