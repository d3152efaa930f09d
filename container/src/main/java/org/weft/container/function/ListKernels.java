package org.weft.container.function;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.weft.container.expression.tree.Failures;
import org.weft.container.function.time.Moments;
import org.weft.planner.expr.Expression;
import org.weft.planner.expr.LibraryCall;
import org.weft.planner.expr.Value;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.type.ListType;
import org.weft.planner.type.TimestampType;
import org.weft.planner.type.TypeKind;
import org.weft.planner.vector.Intervals;
import org.weft.planner.vector.nested.ListBuilder;
import org.weft.planner.vector.nested.ListReader;
import org.weft.planner.vector.nested.StructBuilder;

/** Kernels of functions from lists to lists. */
final class ListKernels {
  private static final long MAX_ELEMENTS = 1L << 26;

  private ListKernels() {}

  static void add(KernelList list) {
    joining(list);
    choosing(list);
    sets(list);
    sorting(list);
    ranges(list);
  }

  private static void lists(KernelList list, String name, ListBuilding.Work work) {
    list.inMemory(name, (call, memory) -> ListBuilding.of(call, memory, work));
  }

  private static void joining(KernelList list) {
    lists(
        list,
        "list_append",
        (in, l) -> {
          l.addAll(in, 0);
          l.add(in, 1);
        });
    lists(
        list,
        "list_prepend",
        (in, l) -> {
          l.add(in, 0);
          l.addAll(in, 1);
        });
    lists(
        list,
        "array_push_front",
        (in, l) -> {
          l.add(in, 1);
          l.addAll(in, 0);
        });
    list.inMemory(
        "array_prepend",
        (call, memory) -> {
          int at = call.inputs().get(1).type().equals(call.type()) ? 0 : 1;
          return ListBuilding.of(
              call,
              memory,
              (in, l) -> {
                l.add(in, at);
                l.addAll(in, 1 - at);
              });
        });
    list.inMemory("array_insert", ListKernels::insert);
    list.inMemory("list_concat", ListKernels::concat);
    list.inMemory("flatten", ListKernels::flatten);
    list.inMemory("list_resize", ListKernels::resize);
    list.inMemory("array_repeat", ListKernels::repeat);
  }

  private static RowFunction insert(LibraryCall call, MemoryScope memory) {
    ListBuilding lists = new ListBuilding(call, memory);
    return (in, out) -> {
      if (in.isNull(0) || in.isNull(1)) {
        out.nothing();
        return;
      }
      long position = in.integer(1);
      if (position == 0) {
        throw Failures.badValue("positions of a list count from 1, or from its end from -1");
      }
      ListReader list = ListBuilding.point(lists.first, in, 0);
      int size = list.size();
      // how many elements come before; less than none is a gap behind the new one
      long before = position > 0 ? position - 1 : size + 1 + position;
      checked(Math.max(size, Math.abs(before)) + 1);
      lists.result.start();
      for (long i = 0; i < before; i++) {
        addAt(lists, list, i);
      }
      lists.add(in, 2);
      for (long i = before; i < size; i++) {
        addAt(lists, list, i);
      }
      out.nested(lists.result);
    };
  }

  /** The element at a place from 0, null where there is none. */
  private static void addAt(ListBuilding lists, ListReader list, long place) {
    if (place < 0 || place >= list.size()) {
      lists.result.addNull();
    } else {
      lists.result.add(list, (int) place);
    }
  }

  /** The length, if a list may have it. */
  static long checked(long length) {
    if (length < 0 || length > MAX_ELEMENTS) {
      throw Failures.badValue("a list has 0 to " + MAX_ELEMENTS + " elements, not " + length);
    }
    return length;
  }

  static RowFunction concat(LibraryCall call, MemoryScope memory) {
    return ListBuilding.of(
        call,
        memory,
        (in, lists) -> {
          for (int i = 0; i < in.count(); i++) {
            lists.addAll(in, i);
          }
        });
  }

  private static RowFunction flatten(LibraryCall call, MemoryScope memory) {
    ListBuilding lists = new ListBuilding(call, memory);
    ListReader outer = new ListReader(call.type());
    return (in, out) -> {
      lists.result.start();
      ListBuilding.point(outer, in, 0);
      for (int i = 0; i < outer.size(); i++) {
        if (!outer.isNull(i)) {
          ListReader inner = lists.first.point(outer.bytes(i));
          for (int j = 0; j < inner.size(); j++) {
            lists.result.add(inner, j);
          }
        }
      }
      out.nested(lists.result);
    };
  }

  private static RowFunction resize(LibraryCall call, MemoryScope memory) {
    ListBuilding lists = new ListBuilding(call, memory);
    return (in, out) -> {
      if (in.isNull(0)) {
        out.nothing();
        return;
      }
      lists.result.start();
      ListReader from = ListBuilding.point(lists.first, in, 0);
      long length = in.isNull(1) ? 0 : checked(in.integer(1));
      for (int i = 0; i < length; i++) {
        if (i < from.size()) {
          lists.result.add(from, i);
        } else if (in.count() > 2) {
          lists.add(in, 2);
        } else {
          lists.result.addNull();
        }
      }
      out.nested(lists.result);
    };
  }

  private static RowFunction repeat(LibraryCall call, MemoryScope memory) {
    ListBuilding lists = new ListBuilding(call, memory);
    return (in, out) -> {
      if (in.isNull(1)) {
        out.nothing();
        return;
      }
      lists.result.start();
      long count = checked(Math.max(0, in.integer(1)));
      for (long i = 0; i < count; i++) {
        lists.add(in, 0);
      }
      out.nested(lists.result);
    };
  }

  /** The elements of a list several times over. */
  static RowFunction repeated(LibraryCall call, MemoryScope memory) {
    return ListBuilding.of(
        call,
        memory,
        (in, l) -> {
          long count = Math.max(0, in.integer(1));
          int size = ListBuilding.point(l.first, in, 0).size();
          checked(size == 0 || count <= MAX_ELEMENTS ? size * count : Long.MAX_VALUE);
          for (long i = 0; size > 0 && i < count; i++) {
            l.addAll(in, 0);
          }
        });
  }

  private static void choosing(KernelList list) {
    lists(
        list,
        "list_reverse",
        (in, l) -> {
          ListReader from = ListBuilding.point(l.first, in, 0);
          for (int i = from.size() - 1; i >= 0; i--) {
            l.result.add(from, i);
          }
        });
    list.inMemory(
        "list_slice",
        (call, memory) ->
            call.type() instanceof ListType
                ? ListBuilding.of(call, memory, ListKernels::slice)
                : ListTexts::slice);
    lists(
        list,
        "slice",
        (in, l) -> {
          ListReader from = ListBuilding.point(l.first, in, 0);
          long start = in.integer(1);
          long first = start > 0 ? start - 1 : from.size() + start;
          long end = Math.min(from.size(), first + Math.min(from.size(), in.integer(2)));
          for (long i = first; i >= 0 && i < end; i++) {
            l.result.add(from, (int) i);
          }
        });
    list.inMemory("list_where", ListKernels::where);
    list.inMemory("list_select", ListKernels::select);
    lists(
        list,
        "list_compact",
        (in, l) -> {
          ListReader from = ListBuilding.point(l.first, in, 0);
          for (int i = 0; i < from.size(); i++) {
            if (!from.isNull(i)) {
              l.result.add(from, i);
            }
          }
        });
    lists(list, "array_pop_back", (in, l) -> part(ListBuilding.point(l.first, in, 0), 0, 1, l));
    lists(list, "array_pop_front", (in, l) -> part(ListBuilding.point(l.first, in, 0), 1, 0, l));
    list.inMemory("list_remove", ListKernels::remove);
  }

  private static void part(ListReader from, int start, int less, ListBuilding lists) {
    for (int i = start; i < from.size() - less; i++) {
      lists.result.add(from, i);
    }
  }

  private static void slice(Arguments in, ListBuilding lists) {
    ListReader from = ListBuilding.point(lists.first, in, 0);
    long size = from.size();
    long step = in.count() > 3 ? in.integer(3) : 1;
    if (step == 0) {
      throw Failures.badValue("the step of list_slice must not be 0");
    }
    long low = in.integer(step > 0 ? 1 : 2);
    long high = in.integer(step > 0 ? 2 : 1);
    long first = low < 0 ? Math.max(0, size + low) : Math.max(0, low - 1);
    long last = (high < 0 ? size + high : Math.min(size, high) - 1);
    // what is beyond the list ends the loop: no step from a place in it overflows
    if (step > 0) {
      for (long i = first; i <= last; i += Math.min(step, size)) {
        lists.result.add(from, (int) i);
      }
    } else {
      for (long i = last; i >= first; i += Math.max(step, -size)) {
        lists.result.add(from, (int) i);
      }
    }
  }

  private static RowFunction where(LibraryCall call, MemoryScope memory) {
    ListReader flags = new ListReader(((ListType) call.inputs().get(1).type()).element());
    ElementOrder truth = new ElementOrder(flags.element());
    return ListBuilding.of(
        call,
        memory,
        (in, l) -> {
          ListReader from = ListBuilding.point(l.first, in, 0);
          ListBuilding.point(flags, in, 1);
          requireNoNull("list_where", flags);
          for (int i = 0; i < flags.size(); i++) {
            if (truth.whole(flags, i) == 0) {
              continue;
            }
            if (i < from.size()) {
              l.result.add(from, i);
            } else {
              l.result.addNull();
            }
          }
        });
  }

  private static void requireNoNull(String function, ListReader list) {
    if (list.validity() != 0) {
      throw Failures.badValue("the second list of " + function + " must not hold a null");
    }
  }

  private static RowFunction select(LibraryCall call, MemoryScope memory) {
    ListReader positions = new ListReader(((ListType) call.inputs().get(1).type()).element());
    ElementOrder number = new ElementOrder(positions.element());
    return ListBuilding.of(
        call,
        memory,
        (in, l) -> {
          ListReader from = ListBuilding.point(l.first, in, 0);
          ListBuilding.point(positions, in, 1);
          requireNoNull("list_select", positions);
          for (int i = 0; i < positions.size(); i++) {
            long position = number.whole(positions, i);
            if (position < 1 || position > from.size()) {
              l.result.addNull();
            } else {
              l.result.add(from, (int) position - 1);
            }
          }
        });
  }

  private static RowFunction remove(LibraryCall call, MemoryScope memory) {
    ListBuilder one = new ListBuilder((ListType) call.type(), memory);
    ListBuilding lists = new ListBuilding(call, memory);
    return (in, out) -> {
      ListReader searched = ListQueries.single(one, in, 1, out, lists.second);
      ListReader from = ListBuilding.point(lists.first, in, 0);
      lists.result.start();
      for (int i = 0; i < from.size(); i++) {
        if (from.isNull(i) || !lists.order.equal(from, i, searched, 0)) {
          lists.result.add(from, i);
        }
      }
      out.nested(lists.result);
    };
  }

  private static void sets(KernelList list) {
    lists(
        list,
        "list_distinct",
        (in, l) -> {
          ListReader from = ListBuilding.point(l.first, in, 0);
          ElementIndex index = l.index.of(from);
          for (int i = 0; i < from.size(); i++) {
            if (!from.isNull(i) && index.isFirst(i)) {
              l.result.add(from, i);
            }
          }
        });
    lists(list, "list_intersect", ListKernels::common);
    lists(list, "list_except", (in, l) -> others(in, 0, 1, l));
    lists(
        list,
        "list_union",
        (in, l) -> {
          ListReader from = ListBuilding.point(l.first, in, 0);
          ElementIndex index = l.index.of(from);
          int firstNull = ListQueries.firstNull(from);
          for (int i = 0; i < from.size(); i++) {
            if (from.isNull(i) ? i == firstNull : index.isFirst(i)) {
              l.result.add(from, i);
            }
          }
          others(in, 1, 0, l);
        });
  }

  /** The different elements of both lists. */
  private static void common(Arguments in, ListBuilding l) {
    ListReader from = ListBuilding.point(l.first, in, 0);
    ElementIndex index = l.index.of(from);
    ElementIndex others = l.otherIndex.of(ListBuilding.point(l.second, in, 1));
    for (int i = 0; i < from.size(); i++) {
      if (!from.isNull(i) && index.isFirst(i) && others.find(from, i) >= 0) {
        l.result.add(from, i);
      }
    }
  }

  /** The different elements of a list, null among them, that another one has not. */
  private static void others(Arguments in, int of, int lacking, ListBuilding l) {
    ListReader from = ListBuilding.point(l.first, in, of);
    ListReader other = ListBuilding.point(l.second, in, lacking);
    ElementIndex index = l.index.of(from);
    ElementIndex others = l.otherIndex.of(other);
    int addedNull = ListQueries.firstNull(other) < 0 ? ListQueries.firstNull(from) : -1;
    for (int i = 0; i < from.size(); i++) {
      boolean isAdded =
          from.isNull(i) ? i == addedNull : index.isFirst(i) && others.find(from, i) < 0;
      if (isAdded) {
        l.result.add(from, i);
      }
    }
  }

  /** What is made of a list with an order of its elements. */
  private interface Ordering {
    void of(Arguments in, ListBuilding l, ListOrder order);
  }

  private static void ordered(KernelList list, String name, Ordering ordering) {
    list.inMemory(
        name,
        (call, memory) -> {
          ListOrder order = new ListOrder(call, memory);
          return ListBuilding.of(call, memory, (in, l) -> ordering.of(in, l, order));
        });
  }

  private static void sorting(KernelList list) {
    ordered(
        list,
        "list_sort",
        (in, l, order) -> {
          Direction direction = Direction.UP;
          Nulls nulls = Nulls.LAST;
          if (in.count() > 1 && in.type(1).kind() == TypeKind.BOOLEAN) {
            // Spark's sort_array takes nulls for the smallest
            direction = in.flag(1) ? Direction.UP : Direction.DOWN;
            nulls = in.flag(1) ? Nulls.FIRST : Nulls.LAST;
          } else if (in.count() > 1) {
            direction = in.made(1, Direction::of);
          }
          Nulls place = in.count() > 2 ? in.made(2, Nulls::of) : nulls;
          sorted(in, l, order.of(in, direction, place));
        });
    ordered(
        list,
        "list_reverse_sort",
        (in, l, order) -> {
          Nulls place = in.count() > 1 ? in.made(1, Nulls::of) : Nulls.LAST;
          sorted(in, l, order.of(in, Direction.DOWN, place));
        });
    ordered(
        list,
        "list_grade_up",
        (in, l, order) -> {
          Direction direction = in.count() > 1 ? in.made(1, Direction::of) : Direction.UP;
          Nulls place = in.count() > 2 ? in.made(2, Nulls::of) : Nulls.LAST;
          for (int index : order.of(in, direction, place)) {
            l.result.addLong(index + 1L);
          }
        });
    list.inMemory("list_zip", ListKernels::zip);
  }

  private static void sorted(Arguments in, ListBuilding l, List<Integer> order) {
    ListReader from = ListBuilding.point(l.first, in, 0);
    order.forEach(index -> l.result.add(from, index));
  }

  private static RowFunction zip(LibraryCall call, MemoryScope memory) {
    List<ListReader> readers = new ArrayList<>();
    for (Expression input : call.inputs()) {
      if (input.type() instanceof ListType list) {
        readers.add(new ListReader(list.element()));
      }
    }
    return ListBuilding.of(
        call,
        memory,
        (in, l) -> {
          boolean isCut = in.count() > readers.size() && !in.isNull(readers.size());
          isCut = isCut && in.flag(readers.size());
          int size = isCut ? Integer.MAX_VALUE : 0;
          for (int i = 0; i < readers.size(); i++) {
            int own = in.isNull(i) ? 0 : ListBuilding.point(readers.get(i), in, i).size();
            size = isCut ? Math.min(size, own) : Math.max(size, own);
          }
          for (int k = 0; k < size; k++) {
            StructBuilder struct = (StructBuilder) l.result.child();
            struct.start();
            for (int i = 0; i < readers.size(); i++) {
              if (in.isNull(i) || k >= readers.get(i).size()) {
                struct.addNull();
              } else {
                struct.add(readers.get(i), k);
              }
            }
            l.result.add(struct);
          }
        });
  }

  enum Direction {
    UP,
    DOWN;

    static Direction of(String order) {
      return switch (order.strip().toUpperCase(Locale.ROOT)) {
        case "ASC" -> UP;
        case "DESC" -> DOWN;
        default -> throw Failures.badValue("an order is 'ASC' or 'DESC', not '" + order + "'");
      };
    }
  }

  enum Nulls {
    FIRST,
    LAST;

    static Nulls of(String nulls) {
      return switch (nulls.strip().toUpperCase(Locale.ROOT)) {
        case "NULLS FIRST" -> FIRST;
        case "NULLS LAST" -> LAST;
        default ->
            throw Failures.badValue("nulls go 'NULLS FIRST' or 'NULLS LAST', not '" + nulls + "'");
      };
    }
  }

  private static void ranges(KernelList list) {
    ranges(list, "range", 0);
    ranges(list, "generate_series", 1);
    list.inMemory("sequence", SequenceKernel::of);
  }

  private static void ranges(KernelList list, String name, int more) {
    list.inMemory(
        name,
        (call, memory) ->
            call.inputs().get(0).type() instanceof TimestampType
                ? ListBuilding.of(call, memory, (in, l) -> moments(in, l, more))
                : ListBuilding.of(call, memory, (in, l) -> range(in, l, more)));
  }

  /** Moments in steps of an interval; of one without length there are none. */
  private static void moments(Arguments in, ListBuilding lists, int more) {
    Value.Span step = in.interval(2);
    boolean goesOn = step.months() > 0 || step.days() > 0 || step.micros() > 0;
    boolean goesBack = step.months() < 0 || step.days() < 0 || step.micros() < 0;
    if (goesOn && goesBack) {
      throw Failures.badValue("the step of the range has parts of different signs");
    }
    int sign = Intervals.order(step).signum();
    long end = in.integer(1);
    long value = in.integer(0);
    long count = 0;
    while (sign != 0 && Long.compare(end, value) * sign + more > 0) {
      checked(++count);
      lists.result.addLong(value);
      long next = Moments.plus(value, step);
      if (Long.compare(next, value) * sign <= 0) {
        throw Failures.badValue("a step of the range does not lead from its start to its end");
      }
      value = next;
    }
  }

  /**
   * @param more 1 if the end belongs to it, 0 if not
   */
  private static void range(Arguments in, ListBuilding lists, int more) {
    long start = in.count() > 1 ? in.integer(0) : 0;
    long end = in.integer(in.count() > 1 ? 1 : 0);
    long step = in.count() > 2 ? in.integer(2) : 1;
    if (step == 0) {
      return;
    }
    double length = Math.ceil(((double) end - start + more * Math.signum(step)) / step);
    checked((long) Math.max(0, length));
    long value = start;
    while (step > 0
        ? value < end || more == 1 && value == end
        : value > end || more == 1 && value == end) {
      lists.result.addLong(value);
      long next = value + step;
      boolean overflows = ((value ^ next) & (step ^ next)) < 0;
      if (overflows) {
        return;
      }
      value = next;
    }
  }
}
