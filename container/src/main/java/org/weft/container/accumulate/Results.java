package org.weft.container.accumulate;

import org.weft.planner.memory.MemoryScope;
import org.weft.planner.type.DataType;
import org.weft.planner.type.ListType;
import org.weft.planner.vector.Layout;
import org.weft.planner.vector.nested.ListBuilder;

/** One result, or a list of them: as the call's type wants it. For one thread. */
final class Results {
  private final Layout layout;
  private final ListBuilder list;

  private Results(Layout layout, ListBuilder list) {
    this.layout = layout;
    this.list = list;
  }

  /**
   * Results for a call.
   *
   * @param type the call's
   * @param single the type of one result
   */
  static Results of(DataType type, DataType single, MemoryScope scope) {
    boolean isList = !type.equals(single) && type instanceof ListType;
    return new Results(Layout.of(single), isList ? new ListBuilder((ListType) type, scope) : null);
  }

  void start() {
    if (list != null) {
      list.start();
    }
  }

  /** Adds a result that lies in its layout. */
  void add(long value, ColumnBuilder out) {
    if (list != null) {
      list.add(layout, value);
    } else {
      out.appendValue(value);
    }
  }

  /** Adds a result that is a float. */
  void addReal(double value, ColumnBuilder out) {
    if (list != null) {
      list.addDouble(value);
    } else {
      out.appendReal(value);
    }
  }

  void finish(ColumnBuilder out) {
    if (list != null) {
      out.appendNested(list);
    }
  }
}
