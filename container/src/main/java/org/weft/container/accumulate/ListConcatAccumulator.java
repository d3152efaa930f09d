package org.weft.container.accumulate;

import org.weft.planner.memory.MemoryScope;
import org.weft.planner.type.ListType;
import org.weft.planner.vector.Views;
import org.weft.planner.vector.nested.ListBuilder;
import org.weft.planner.vector.nested.ListReader;

/** LIST_CONCAT: the elements of all lists; null lists are left out. */
final class ListConcatAccumulator extends ColumnAccumulator {
  private final MemoryScope scope;
  private final ListBuilder all;
  private final ListReader one;
  private boolean isEmpty = true;

  ListConcatAccumulator(int argument, ListType type, MemoryScope scope) {
    super(argument);
    this.scope = scope;
    this.all = new ListBuilder(type, scope);
    this.one = new ListReader(type.element());
  }

  @Override
  public void reset() {
    all.start();
    isEmpty = true;
  }

  @Override
  void add(ColumnReader values, int[] rows, int from, int to) {
    for (int i = from; i < to; i++) {
      if (!values.isNull(rows[i])) {
        isEmpty = false;
        one.point(Views.bytes(values.address(rows[i])));
        for (int n = 0; n < one.size(); n++) {
          all.add(one, n);
        }
      }
    }
  }

  @Override
  public void result(ColumnBuilder out) {
    if (isEmpty) {
      out.appendNull();
    } else {
      out.appendNested(all);
    }
  }

  @Override
  public void close() {
    scope.close();
  }
}
