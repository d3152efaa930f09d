package org.weft.container.function;

import org.weft.planner.expr.LibraryCall;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.type.ListType;
import org.weft.planner.vector.nested.ListBuilder;
import org.weft.planner.vector.nested.ListReader;

/**
 * The second argument of a function, looked for among the elements of the first, which is a list: a
 * null finds nulls.
 */
final class SearchedElement {
  final ListReader list;
  private final ListReader wanted;
  private final ListBuilder one;
  private final ListRoom room;
  private final ElementOrder order;
  private boolean isNull;

  SearchedElement(LibraryCall call, MemoryScope memory) {
    ListType type = (ListType) call.inputs().get(0).type();
    this.list = new ListReader(type.element());
    this.wanted = new ListReader(type.element());
    this.one = new ListBuilder(type, memory);
    this.room = new ListRoom(memory);
    this.order = new ElementOrder(type.element());
  }

  /** Turns to a row, whose list is not null. */
  void point(Arguments in) {
    ListBuilding.point(list, in, 0);
    isNull = in.isNull(1);
    if (!isNull) {
      one.start();
      one.add(in.layout(1), in.address(1));
      wanted.point(room.write(one));
    }
  }

  /** True if the element at a place equals the one looked for. */
  boolean isAt(int index) {
    return list.isNull(index) == isNull && (isNull || order.equal(list, index, wanted, 0));
  }

  /** The first place from one on where it lies; -1 if there is none. */
  int next(int from) {
    for (int i = from; i < list.size(); i++) {
      if (isAt(i)) {
        return i;
      }
    }
    return -1;
  }
}
