package org.weft.container.function;

import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;
import org.weft.planner.expr.LibraryCall;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.type.DataType;
import org.weft.planner.type.ListType;
import org.weft.planner.vector.nested.ListBuilder;
import org.weft.planner.vector.nested.ListReader;

/** Kernels of functions of lists that PostgreSQL and DataFusion have and DuckDB has not. */
final class ArrayKernels {
  private ArrayKernels() {}

  static void add(KernelList list) {
    list.inMemory("list_replace", (call, memory) -> new Replacement(call, memory, 2, 3));
    list.inMemory("list_replace_n", (call, memory) -> new Replacement(call, memory, 2, 3));
    list.inMemory("list_remove_n", (call, memory) -> new Replacement(call, memory, -1, 2));
    list.inMemory("list_position", ArrayKernels::position);
    list.inMemory("list_positions", ArrayKernels::positions);
    list.perCall("list_length", ArrayKernels::length);
    list.perCall("fixed_list", ArrayKernels::fixed);
    list.inMemory("list_dims", ArrayKernels::dimensions);
    list.perCall(
        "list_ndims",
        call -> {
          int depth = depth(call.inputs().get(0).type());
          return (in, out) -> out.integer(depth);
        });
  }

  /** Elements that equal one are replaced, or left out. */
  private static final class Replacement implements RowFunction {
    private final SearchedElement searched;
    private final ListBuilding lists;
    private final int replacement;
    private final int count;

    /**
     * @param replacement the argument that is put in place of elements; -1 if they are left out
     * @param count the argument that says of how many; all if there is none
     */
    Replacement(LibraryCall call, MemoryScope memory, int replacement, int count) {
      this.searched = new SearchedElement(call, memory);
      this.lists = new ListBuilding(call, memory);
      this.replacement = replacement;
      this.count = count;
    }

    @Override
    public void apply(Arguments in, Answer out) {
      boolean isLimited = in.count() > count;
      if (in.isNull(0) || isLimited && in.isNull(count)) {
        out.nothing();
        return;
      }
      searched.point(in);
      long left = isLimited ? in.integer(count) : Long.MAX_VALUE;
      lists.result.start();
      for (int i = 0; i < searched.list.size(); i++) {
        boolean isFound = left > 0 && searched.isAt(i);
        if (!isFound) {
          lists.result.add(searched.list, i);
        } else if (replacement >= 0) {
          lists.add(in, replacement);
        }
        left -= isFound ? 1 : 0;
      }
      out.nested(lists.result);
    }
  }

  private static RowFunction position(LibraryCall call, MemoryScope memory) {
    SearchedElement searched = new SearchedElement(call, memory);
    return (in, out) -> {
      boolean hasStart = in.count() > 2;
      if (in.isNull(0) || hasStart && in.isNull(2)) {
        out.nothing();
        return;
      }
      searched.point(in);
      long start = hasStart ? Math.max(1, in.integer(2)) : 1;
      int at = start > searched.list.size() ? -1 : searched.next((int) start - 1);
      if (at < 0) {
        out.nothing();
      } else {
        out.integer(at + 1);
      }
    };
  }

  private static RowFunction positions(LibraryCall call, MemoryScope memory) {
    SearchedElement searched = new SearchedElement(call, memory);
    ListBuilder result = new ListBuilder((ListType) call.type(), memory);
    return (in, out) -> {
      if (in.isNull(0)) {
        out.nothing();
        return;
      }
      searched.point(in);
      result.start();
      for (int at = searched.next(0); at >= 0; at = searched.next(at + 1)) {
        result.addLong(at + 1L);
      }
      out.nested(result);
    };
  }

  private static int depth(DataType type) {
    int depth = 0;
    for (DataType t = type; t instanceof ListType list; t = list.element()) {
      depth++;
    }
    return depth;
  }

  /** Readers of the lists at each depth. */
  private static ListReader[] readers(LibraryCall call) {
    DataType type = call.inputs().get(0).type();
    ListReader[] readers = new ListReader[depth(type)];
    for (int i = 0; i < readers.length; i++) {
      DataType element = ((ListType) type).element();
      readers[i] = new ListReader(element);
      type = element;
    }
    return readers;
  }

  /** Points a reader at the first list that another one has; false if there is none. */
  private static boolean enter(ListReader outer, ListReader inner) {
    boolean has = outer.size() > 0 && !outer.isNull(0);
    if (has) {
      inner.point(outer.bytes(0));
    }
    return has;
  }

  private static RowFunction fixed(LibraryCall call) {
    ListReader[] readers = readers(call);
    if (call.inputs().size() - 1 > readers.length) {
      throw WeftException.of(
          ErrorCode.TYPE_MISMATCH, "fixed_list has more lengths than the list is deep");
    }
    return (in, out) -> {
      ListBuilding.point(readers[0], in, 0);
      requireLength(readers, 0, in);
      out.argument(in, 0);
    };
  }

  /** Checks the list that a reader points at, and those in it. */
  private static void requireLength(ListReader[] readers, int depth, Arguments in) {
    long wanted = in.integer(depth + 1);
    ListReader reader = readers[depth];
    if (wanted != 0 && reader.size() != wanted) {
      throw WeftException.of(
          ErrorCode.INVALID_CAST,
          "a list of "
              + reader.size()
              + " elements cannot be cast to one of a fixed length of "
              + wanted);
    }
    for (int i = 0; depth + 2 < in.count() && i < reader.size(); i++) {
      if (!reader.isNull(i)) {
        readers[depth + 1].point(reader.bytes(i));
        requireLength(readers, depth + 1, in);
      }
    }
  }

  private static RowFunction length(LibraryCall call) {
    ListReader[] readers = readers(call);
    return (in, out) -> {
      long dimension = in.count() > 1 ? in.integer(1) : 1;
      if (dimension < 1 || dimension > readers.length) {
        out.nothing();
        return;
      }
      ListBuilding.point(readers[0], in, 0);
      for (int i = 1; i < dimension; i++) {
        if (!enter(readers[i - 1], readers[i])) {
          out.nothing();
          return;
        }
      }
      out.integer(readers[(int) dimension - 1].size());
    };
  }

  private static RowFunction dimensions(LibraryCall call, MemoryScope memory) {
    ListReader[] readers = readers(call);
    ListBuilder result = new ListBuilder((ListType) call.type(), memory);
    return (in, out) -> {
      if (ListBuilding.point(readers[0], in, 0).size() == 0) {
        out.nothing();
        return;
      }
      result.start();
      result.addLong(readers[0].size());
      for (int i = 1; i < readers.length && enter(readers[i - 1], readers[i]); i++) {
        result.addLong(readers[i].size());
      }
      out.nested(result);
    };
  }
}
