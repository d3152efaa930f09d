package org.weft.container.function;

import org.weft.planner.expr.LibraryCall;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.type.ListType;
import org.weft.planner.vector.Views;
import org.weft.planner.vector.nested.ListBuilder;
import org.weft.planner.vector.nested.ListReader;

/** What functions from lists to lists work with: readers of two lists and a builder of one. */
final class ListBuilding {
  final ListReader first;
  final ListReader second;
  final ListBuilder result;
  final ElementOrder order;
  final ElementIndex index;
  final ElementIndex otherIndex;

  /** Readers of the lists that the first two arguments may be. */
  ListBuilding(LibraryCall call, MemoryScope memory) {
    ListType type = (ListType) call.type();
    this.first = new ListReader(type.element());
    this.second = new ListReader(type.element());
    this.result = new ListBuilder(type, memory);
    this.order = new ElementOrder(type.element());
    this.index = new ElementIndex(type.element());
    this.otherIndex = new ElementIndex(type.element());
  }

  /** Points at an argument that is a list. */
  static ListReader point(ListReader reader, Arguments in, int argument) {
    return reader.point(Views.bytes(in.address(argument)));
  }

  /** Computes one list: what is added to the result is the answer. */
  @FunctionalInterface
  interface Work {
    void run(Arguments in, ListBuilding lists);
  }

  /** A function that points at the first argument, and starts and ends the result. */
  static RowFunction of(LibraryCall call, MemoryScope memory, Work work) {
    ListBuilding lists = new ListBuilding(call, memory);
    return (in, out) -> {
      lists.result.start();
      work.run(in, lists);
      out.nested(lists.result);
    };
  }

  /** Adds an argument that could be an element. */
  void add(Arguments in, int argument) {
    if (in.isNull(argument)) {
      result.addNull();
    } else {
      result.add(in.layout(argument), in.address(argument));
    }
  }

  /** Adds all elements of an argument that is a list, nothing for null. */
  void addAll(Arguments in, int argument) {
    if (!in.isNull(argument)) {
      ListReader list = point(first, in, argument);
      for (int i = 0; i < list.size(); i++) {
        result.add(list, i);
      }
    }
  }
}
