package org.weft.container.function;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.weft.planner.expr.LibraryCall;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.type.ListType;
import org.weft.planner.vector.nested.ListReader;

/** The order of the elements of one list after the other. */
final class ListOrder {
  private final ListReader from;
  private final ElementOrder order;

  /** Orders of lists as the first argument of a call is one. */
  ListOrder(LibraryCall call, MemoryScope memory) {
    ListType type = (ListType) call.inputs().get(0).type();
    this.from = new ListReader(type.element());
    this.order = new ElementOrder(type.element(), memory);
  }

  /** The indices of all elements; equal ones, and nulls, in the order of the list. */
  List<Integer> of(Arguments in, ListKernels.Direction direction, ListKernels.Nulls place) {
    ListBuilding.point(from, in, 0);
    List<Integer> values = new ArrayList<>();
    List<Integer> nulls = new ArrayList<>();
    for (int i = 0; i < from.size(); i++) {
      (from.isNull(i) ? nulls : values).add(i);
    }
    Comparator<Integer> comparison = (a, b) -> order.compare(from, a, from, b);
    values.sort(direction == ListKernels.Direction.DOWN ? comparison.reversed() : comparison);
    List<Integer> all = new ArrayList<>(place == ListKernels.Nulls.FIRST ? nulls : values);
    all.addAll(place == ListKernels.Nulls.FIRST ? values : nulls);
    return all;
  }
}
