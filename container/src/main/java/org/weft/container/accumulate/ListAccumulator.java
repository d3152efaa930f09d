package org.weft.container.accumulate;

import org.weft.planner.memory.MemoryScope;
import org.weft.planner.type.ListType;
import org.weft.planner.vector.nested.ListBuilder;

/** LIST: all values, nulls too; no rows give null. */
final class ListAccumulator extends ColumnAccumulator {
  private final MemoryScope scope;
  private final ListBuilder list;

  ListAccumulator(int argument, ListType type, MemoryScope scope) {
    super(argument);
    this.scope = scope;
    this.list = new ListBuilder(type, scope);
  }

  @Override
  public void reset() {
    list.start();
  }

  @Override
  void add(ColumnReader values, int[] rows, int from, int to) {
    for (int i = from; i < to; i++) {
      if (values.isNull(rows[i])) {
        list.addNull();
      } else {
        list.add(values.layout(), values.address(rows[i]));
      }
    }
  }

  @Override
  public void result(ColumnBuilder out) {
    if (list.size() == 0) {
      out.appendNull();
    } else {
      out.appendNested(list);
    }
  }

  @Override
  public void close() {
    scope.close();
  }
}
