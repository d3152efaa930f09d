package org.weft.container.function;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.weft.container.expression.decimal.Int128;
import org.weft.container.expression.tree.Failures;
import org.weft.container.function.text.Pieces;
import org.weft.container.function.text.Regexes;
import org.weft.planner.expr.LibraryCall;
import org.weft.planner.memory.Memory;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.type.DataType;
import org.weft.planner.type.DecimalType;
import org.weft.planner.type.ListType;
import org.weft.planner.type.MapType;
import org.weft.planner.vector.Views;
import org.weft.planner.vector.nested.ListBuilder;
import org.weft.planner.vector.nested.ListReader;
import org.weft.planner.vector.nested.MapReader;

/** Kernels of functions that ask lists and maps, and of those that make lists of texts. */
final class ListQueries {
  private ListQueries() {}

  static void add(KernelList list) {
    searching(list);
    elements(list);
    reducing(list);
    texts(list);
    vectors(list);
    maps(list);
  }

  /** An argument that could be an element, as the only one of a list. */
  static ListReader single(ListBuilder one, Arguments in, int argument, Answer out, ListReader to) {
    one.start();
    one.add(in.layout(argument), in.address(argument));
    long address = out.reserve(one.length());
    one.write(address);
    return to.point(address);
  }

  private static DataType element(LibraryCall call) {
    return ((ListType) call.inputs().get(0).type()).element();
  }

  private static void searching(KernelList list) {
    list.inMemory("list_contains", ListQueries::contains);
    list.perCall("list_has_any", call -> overlap(call, 1));
    list.perCall("list_has_all", call -> overlap(call, Integer.MAX_VALUE));
  }

  private static RowFunction contains(LibraryCall call, MemoryScope memory) {
    SearchedElement searched = new SearchedElement(call, memory);
    return (in, out) -> {
      searched.point(in);
      out.flag(searched.next(0) >= 0);
    };
  }

  /** The place of the first null; -1 if there is none. */
  static int firstNull(ListReader from) {
    int i = 0;
    while (i < from.size() && !from.isNull(i)) {
      i++;
    }
    return i < from.size() ? i : -1;
  }

  /**
   * @param enough how many elements of the second list must be in the first; all of them at most
   */
  private static RowFunction overlap(LibraryCall call, int enough) {
    ListReader first = new ListReader(element(call));
    ListReader second = new ListReader(element(call));
    ElementIndex index = new ElementIndex(element(call));
    return (in, out) -> {
      index.of(ListBuilding.point(first, in, 0));
      ListBuilding.point(second, in, 1);
      int found = 0;
      int wanted = 0;
      for (int i = 0; i < second.size(); i++) {
        if (!second.isNull(i)) {
          wanted++;
          found += index.find(second, i) >= 0 ? 1 : 0;
        }
      }
      out.flag(found >= Math.min(enough, wanted) && (enough > 1 || found > 0));
    };
  }

  private static void elements(KernelList list) {
    list.perCall(
        "list_extract",
        call ->
            call.inputs().get(0).type() instanceof ListType
                ? NestedKernels.listElement(call)
                : ListTexts::character);
    list.perCall(
        "get",
        call -> {
          ListReader from = new ListReader(element(call));
          return (in, out) -> {
            ListBuilding.point(from, in, 0);
            long place = in.integer(1);
            answer(from, place < from.size() ? (int) Math.max(place, -1) : -1, out);
          };
        });
    list.perCall("list_first", call -> place(call, size -> 0));
    list.perCall("list_last", call -> place(call, size -> size - 1));
    list.inMemory(
        "list_or_null",
        (call, memory) -> {
          ListBuilder nothing = new ListBuilder((ListType) call.type(), memory);
          return (in, out) -> {
            if (!in.isNull(0) && ListReader.size(Views.bytes(in.address(0))) > 0) {
              out.argument(in, 0);
            } else {
              nothing.start();
              nothing.addNull();
              out.nested(nothing);
            }
          };
        });
    list.perCall(
        "list_any_value",
        call -> {
          ListReader from = new ListReader(element(call));
          return (in, out) -> {
            ListBuilding.point(from, in, 0);
            int i = 0;
            while (i < from.size() && from.isNull(i)) {
              i++;
            }
            answer(from, i, out);
          };
        });
  }

  private static RowFunction place(LibraryCall call, java.util.function.IntUnaryOperator place) {
    ListReader from = new ListReader(element(call));
    return (in, out) -> {
      ListBuilding.point(from, in, 0);
      answer(from, place.applyAsInt(from.size()), out);
    };
  }

  private static void answer(ListReader from, int index, Answer out) {
    if (index < 0 || index >= from.size()) {
      out.nothing();
    } else {
      out.element(from, index);
    }
  }

  private static void reducing(KernelList list) {
    list.perCall("list_sum", ListQueries::sum);
    list.perCall("list_avg", call -> reals(0, Double::sum, (sum, count) -> sum / count));
    list.perCall("list_product", call -> reals(1, (a, b) -> a * b, (product, count) -> product));
    list.node("list_aggregate", ListAggregateNode::new);
    list.inMemory("list_min", (call, memory) -> extreme(call, memory, -1));
    list.inMemory("list_max", (call, memory) -> extreme(call, memory, 1));
    list.perCall("list_count", call -> counted(call, (from, count, out) -> out.integer(count)));
    list.perCall(
        "list_unique",
        call -> {
          ElementIndex index = new ElementIndex(element(call));
          return counted(
              call,
              (from, count, out) -> {
                index.of(from);
                int different = 0;
                for (int i = 0; i < from.size(); i++) {
                  different += !from.isNull(i) && index.isFirst(i) ? 1 : 0;
                }
                out.integer(different);
              });
        });
    list.perCall("list_bool_and", call -> flags(call, 0));
    list.perCall("list_bool_or", call -> flags(call, 1));
  }

  /** What is answered to a list and how many of its elements are not null. */
  @FunctionalInterface
  private interface Counted {
    void answer(ListReader from, int count, Answer out);
  }

  private static RowFunction counted(LibraryCall call, Counted counted) {
    ListReader from = new ListReader(element(call));
    return (in, out) -> {
      ListBuilding.point(from, in, 0);
      int count = 0;
      for (int i = 0; i < from.size(); i++) {
        count += from.isNull(i) ? 0 : 1;
      }
      counted.answer(from, count, out);
    };
  }

  /**
   * @param decisive the value that one element needs to decide the answer
   */
  private static RowFunction flags(LibraryCall call, long decisive) {
    ElementOrder truth = new ElementOrder(element(call));
    return counted(
        call,
        (from, count, out) -> {
          if (count == 0) {
            out.nothing();
            return;
          }
          boolean decided = false;
          for (int i = 0; i < from.size(); i++) {
            decided |= !from.isNull(i) && truth.whole(from, i) == decisive;
          }
          out.flag(decided == (decisive == 1));
        });
  }

  private static RowFunction sum(LibraryCall call) {
    DataType element = element(call);
    if (!element.isNumeric() && element.kind() != org.weft.planner.type.TypeKind.NULL) {
      throw org.weft.planner.error.WeftException.of(
          org.weft.planner.error.ErrorCode.TYPE_MISMATCH, "list_sum does not take " + element);
    }
    boolean isReal = NumberKernels.isFloat(element);
    ElementOrder order = new ElementOrder(element);
    return counted(
        call,
        (from, count, out) -> {
          if (count == 0) {
            out.nothing();
            return;
          }
          double real = 0;
          BigInteger exact = BigInteger.ZERO;
          for (int i = 0; i < from.size(); i++) {
            if (!from.isNull(i)) {
              if (isReal) {
                real += real(from, i);
              } else {
                exact = exact.add(unscaled(from, i, order));
              }
            }
          }
          if (isReal) {
            out.real(real);
          } else {
            int scale = element instanceof DecimalType decimal ? decimal.scale() : 0;
            out.decimal(new BigDecimal(exact, scale));
          }
        });
  }

  private static BigInteger unscaled(ListReader from, int index, ElementOrder order) {
    return from.layout() == org.weft.planner.vector.Layout.INT128
        ? Int128.toBigInteger(from.value(index))
        : BigInteger.valueOf(order.whole(from, index));
  }

  private static double real(ListReader from, int index) {
    return from.layout() == org.weft.planner.vector.Layout.FLOAT32
        ? Memory.getFloat(from.value(index))
        : Memory.getDouble(from.value(index));
  }

  private static RowFunction reals(
      double start,
      java.util.function.DoubleBinaryOperator step,
      java.util.function.DoubleBinaryOperator end) {
    ListReader from = new ListReader(org.weft.planner.type.SimpleType.FLOAT64);
    return (in, out) -> {
      ListBuilding.point(from, in, 0);
      double value = start;
      int count = 0;
      for (int i = 0; i < from.size(); i++) {
        if (!from.isNull(i)) {
          value = step.applyAsDouble(value, real(from, i));
          count++;
        }
      }
      if (count == 0) {
        out.nothing();
      } else {
        out.real(end.applyAsDouble(value, count));
      }
    };
  }

  private static RowFunction extreme(LibraryCall call, MemoryScope memory, int sign) {
    ElementOrder order = new ElementOrder(element(call), memory);
    return counted(
        call,
        (from, count, out) -> {
          int best = -1;
          for (int i = 0; i < from.size(); i++) {
            boolean isBetter =
                !from.isNull(i) && (best < 0 || sign * order.compare(from, i, from, best) > 0);
            best = isBetter ? i : best;
          }
          answer(from, best, out);
        });
  }

  private static void texts(KernelList list) {
    list.perCall("array_to_string", ListTexts::join);
    list.inMemory(
        "string_split",
        (call, memory) -> made(call, memory, in -> Pieces.split(in.text(0), in.text(1))));
    list.inMemory(
        "regexp_split_to_array",
        (call, memory) ->
            made(call, memory, in -> pieces(in.made(1, 2, Regexes::compile), in.text(0))));
    list.inMemory(
        "regexp_match",
        (call, memory) ->
            made(call, memory, in -> Regexes.groups(in.made(1, 2, Regexes::compile), in.text(0))));
    list.inMemory(
        "regexp_extract_all",
        (call, memory) ->
            made(
                call,
                memory,
                in ->
                    Regexes.extractAll(
                        in.made(1, 3, Regexes::compile),
                        in.text(0),
                        in.count() > 2 ? in.integer(2) : 0)));
  }

  /** Java finds nothing also between the two halves of a character. */
  private static boolean isInsideCharacter(String text, int index) {
    return index > 0
        && index < text.length()
        && Character.isSurrogatePair(text.charAt(index - 1), text.charAt(index));
  }

  private static List<String> pieces(Pattern pattern, String text) {
    return Regexes.run(
        () -> {
          List<String> pieces = new java.util.ArrayList<>();
          Matcher matcher = pattern.matcher(text);
          int start = 0;
          while (matcher.find()) {
            boolean isBetweenCharacters = !isInsideCharacter(text, matcher.start());
            if (isBetweenCharacters && matcher.end() > 0 && matcher.start() < text.length()) {
              pieces.add(text.substring(start, matcher.start()));
              start = matcher.end();
            }
          }
          pieces.add(text.substring(start));
          return pieces;
        });
  }

  /** A list of texts, some or all of it null. */
  static RowFunction made(
      LibraryCall call,
      MemoryScope memory,
      java.util.function.Function<Arguments, List<String>> maker) {
    ListBuilder builder = new ListBuilder((ListType) call.type(), memory);
    return (in, out) -> {
      List<String> texts = maker.apply(in);
      if (texts == null) {
        out.nothing();
        return;
      }
      builder.start();
      for (String text : texts) {
        if (text == null) {
          builder.addNull();
        } else {
          builder.addBytes(text.getBytes(StandardCharsets.UTF_8));
        }
      }
      out.nested(builder);
    };
  }

  private static void vectors(KernelList list) {
    list.perCall("list_distance", call -> pair((dot, a, b, squares) -> Math.sqrt(squares)));
    list.inMemory("array_cross_product", ListQueries::crossProduct);
    list.perCall("list_inner_product", call -> pair((dot, a, b, squares) -> dot));
    list.perCall(
        "list_negative_inner_product", call -> pair((dot, a, b, squares) -> dot == 0 ? 0 : -dot));
    list.perCall(
        "list_cosine_similarity",
        call -> unlessEmpty(pair((dot, a, b, squares) -> cosine(dot, a, b))));
    list.perCall(
        "list_cosine_distance",
        call -> unlessEmpty(pair((dot, a, b, squares) -> 1 - cosine(dot, a, b))));
  }

  private static RowFunction crossProduct(LibraryCall call, MemoryScope memory) {
    ListReader a = new ListReader(org.weft.planner.type.SimpleType.FLOAT64);
    ListReader b = new ListReader(org.weft.planner.type.SimpleType.FLOAT64);
    ListBuilder product = new ListBuilder((ListType) call.type(), memory);
    return (in, out) -> {
      ListBuilding.point(a, in, 0);
      ListBuilding.point(b, in, 1);
      if (a.size() != 3 || b.size() != 3 || a.validity() != 0 || b.validity() != 0) {
        throw Failures.badValue("two lists of three numbers without nulls are needed");
      }
      product.start();
      for (int i = 0; i < 3; i++) {
        int next = (i + 1) % 3;
        int last = (i + 2) % 3;
        product.addDouble(
            component(a, next) * component(b, last) - component(a, last) * component(b, next));
      }
      out.nested(product);
    };
  }

  private static double component(ListReader list, int index) {
    return Memory.getDouble(list.values() + 8L * index);
  }

  /** Of a list of zeros it is -1, as in DuckDB. */
  private static double cosine(double dot, double a, double b) {
    double cosine = dot / Math.sqrt(a * b);
    return Double.isNaN(cosine) ? -1 : Math.max(-1, Math.min(1, cosine));
  }

  private static RowFunction unlessEmpty(RowFunction function) {
    return (in, out) -> {
      boolean areEmpty =
          ListReader.size(Views.bytes(in.address(0))) == 0
              && ListReader.size(Views.bytes(in.address(1))) == 0;
      if (areEmpty) {
        out.nothing();
      } else {
        function.apply(in, out);
      }
    };
  }

  /** Of sums of products, of squares of each list, and of squares of differences. */
  @FunctionalInterface
  private interface Similarity {
    double of(double dot, double a, double b, double squares);
  }

  private static RowFunction pair(Similarity similarity) {
    ListReader a = new ListReader(org.weft.planner.type.SimpleType.FLOAT64);
    ListReader b = new ListReader(org.weft.planner.type.SimpleType.FLOAT64);
    return (in, out) -> {
      ListBuilding.point(a, in, 0);
      ListBuilding.point(b, in, 1);
      if (a.size() != b.size() || a.validity() != 0 || b.validity() != 0) {
        throw Failures.badValue("two lists of one length without nulls are needed");
      }
      double dot = 0;
      double squaresA = 0;
      double squaresB = 0;
      double squares = 0;
      for (int i = 0; i < a.size(); i++) {
        double x = Memory.getDouble(a.values() + 8L * i);
        double y = Memory.getDouble(b.values() + 8L * i);
        dot += x * y;
        squaresA += x * x;
        squaresB += y * y;
        squares += (x - y) * (x - y);
      }
      out.real(similarity.of(dot, squaresA, squaresB, squares));
    };
  }

  private static void maps(KernelList list) {
    list.inMemory("map_keys", (call, memory) -> side(call, memory, MapReader::keys));
    list.inMemory("map_values", (call, memory) -> side(call, memory, MapReader::values));
    list.inMemory("map_entries", ListQueries::entries);
  }

  private static RowFunction side(
      LibraryCall call,
      MemoryScope memory,
      java.util.function.Function<MapReader, ListReader> side) {
    MapReader map = new MapReader((MapType) call.inputs().get(0).type());
    return ListBuilding.of(
        call,
        memory,
        (in, lists) -> {
          ListReader from = side.apply(map.point(Views.bytes(in.address(0))));
          for (int i = 0; i < from.size(); i++) {
            lists.result.add(from, i);
          }
        });
  }

  private static RowFunction entries(LibraryCall call, MemoryScope memory) {
    MapReader map = new MapReader((MapType) call.inputs().get(0).type());
    return ListBuilding.of(
        call,
        memory,
        (in, lists) -> {
          map.point(Views.bytes(in.address(0)));
          for (int i = 0; i < map.size(); i++) {
            org.weft.planner.vector.nested.StructBuilder entry =
                (org.weft.planner.vector.nested.StructBuilder) lists.result.child();
            entry.start();
            entry.add(map.keys(), i);
            entry.add(map.values(), i);
            lists.result.add(entry);
          }
        });
  }
}
