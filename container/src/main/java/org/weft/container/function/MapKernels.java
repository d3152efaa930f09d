package org.weft.container.function;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.weft.container.expression.tree.Failures;
import org.weft.container.function.text.Regexes;
import org.weft.planner.expr.LibraryCall;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.type.DataType;
import org.weft.planner.type.ListType;
import org.weft.planner.type.MapType;
import org.weft.planner.type.StructType;
import org.weft.planner.vector.Views;
import org.weft.planner.vector.nested.CanonicalValue;
import org.weft.planner.vector.nested.DistinctKeys;
import org.weft.planner.vector.nested.ListBuilder;
import org.weft.planner.vector.nested.ListReader;
import org.weft.planner.vector.nested.MapBuilder;
import org.weft.planner.vector.nested.MapLookup;
import org.weft.planner.vector.nested.MapReader;
import org.weft.planner.vector.nested.StructReader;

/** Kernels of maps. */
final class MapKernels {
  private MapKernels() {}

  static void add(KernelList list) {
    list.inMemory("map_value", MapKernels::ofPairs);
    list.inMemory("map_from_arrays", MapKernels::ofLists);
    list.inMemory("map", MapKernels::ofAny);
    list.inMemory("map_from_entries", MapKernels::ofEntries);
    list.inMemory("map_concat", MapKernels::concat);
    list.inMemory("str_to_map", MapKernels::ofText);
    list.inMemory("map_element", MapKernels::element);
    list.inMemory("map_extract_value", MapKernels::element);
    list.inMemory("map_extract", MapKernels::elements);
    list.inMemory(
        "element_at",
        (call, memory) ->
            call.inputs().get(0).type() instanceof MapType
                ? elements(call, memory)
                : orNull(NestedKernels.listElement(call)));
    list.inMemory("map_contains", MapKernels::hasKey);
    list.inMemory("map_contains_value", MapKernels::hasValue);
    list.inMemory("map_contains_entry", MapKernels::hasEntry);
  }

  private static RowFunction orNull(RowFunction function) {
    return (in, out) -> {
      if (in.isNull(0) || in.isNull(1)) {
        out.nothing();
      } else {
        function.apply(in, out);
      }
    };
  }

  private static MapType argument(LibraryCall call) {
    return (MapType) call.inputs().get(0).type();
  }

  /** Gives the collected map, if no key comes twice. */
  private static void give(MapBuilder builder, ListReader keys, Answer out) {
    long map = out.nested(builder);
    if (DistinctKeys.firstRepeated(keys.point(MapReader.keys(map))) >= 0) {
      throw Failures.badValue("a map cannot have the same key twice");
    }
  }

  private static RuntimeException nullKey() {
    return Failures.badValue("a map cannot have null as a key");
  }

  private static RowFunction ofPairs(LibraryCall call, MemoryScope memory) {
    MapType type = (MapType) call.type();
    MapBuilder builder = new MapBuilder(type, memory);
    ListReader keys = new ListReader(type.key());
    return (in, out) -> {
      builder.start();
      for (int i = 0; i < in.count(); i += 2) {
        if (in.isNull(i)) {
          throw nullKey();
        }
        NestedKernels.add(in, i, builder.keys());
        NestedKernels.add(in, i + 1, builder.values());
      }
      give(builder, keys, out);
    };
  }

  /** All keys and all values as DuckDB has it, or one of each as Spark has it. */
  private static RowFunction ofAny(LibraryCall call, MemoryScope memory) {
    boolean areLists = call.inputs().stream().allMatch(input -> input.type() instanceof ListType);
    if (!areLists) {
      return ofPairs(call, memory);
    }
    RowFunction lists = ofLists(call, memory);
    return call.inputs().isEmpty() ? lists : orNull(lists);
  }

  private static RowFunction ofLists(LibraryCall call, MemoryScope memory) {
    MapType type = (MapType) call.type();
    MapBuilder builder = new MapBuilder(type, memory);
    ListReader keys = new ListReader(type.key());
    ListReader values = new ListReader(type.value());
    ListReader made = new ListReader(type.key());
    return (in, out) -> {
      if (in.count() == 0) {
        builder.start();
        out.nested(builder);
        return;
      }
      ListBuilding.point(keys, in, 0);
      ListBuilding.point(values, in, 1);
      if (keys.size() != values.size()) {
        throw Failures.badValue(
            "a map needs as many values as keys, not " + values.size() + " for " + keys.size());
      }
      builder.start();
      for (int i = 0; i < keys.size(); i++) {
        if (keys.isNull(i)) {
          throw nullKey();
        }
        builder.keys().add(keys, i);
        builder.values().add(values, i);
      }
      give(builder, made, out);
    };
  }

  private static RowFunction ofEntries(LibraryCall call, MemoryScope memory) {
    MapType type = (MapType) call.type();
    StructType pair = (StructType) ((ListType) call.inputs().get(0).type()).element();
    MapBuilder builder = new MapBuilder(type, memory);
    ListReader entries = new ListReader(pair);
    StructReader entry = new StructReader(pair);
    ListReader made = new ListReader(type.key());
    return (in, out) -> {
      ListBuilding.point(entries, in, 0);
      builder.start();
      for (int i = 0; i < entries.size(); i++) {
        if (entries.isNull(i) || entry.point(entries.bytes(i)).isNull(0)) {
          throw nullKey();
        }
        builder.keys().add(entry, 0);
        builder.values().add(entry, 1);
      }
      give(builder, made, out);
    };
  }

  private static RowFunction concat(LibraryCall call, MemoryScope memory) {
    MapMerge merge = new MapMerge((MapType) call.type(), memory);
    return merge::apply;
  }

  private static RowFunction ofText(LibraryCall call, MemoryScope memory) {
    MapType type = (MapType) call.type();
    MapBuilder builder = new MapBuilder(type, memory);
    ListReader made = new ListReader(type.key());
    Pattern comma = Pattern.compile(",");
    Pattern colon = Pattern.compile(":");
    return (in, out) -> {
      Pattern pairs = in.count() > 1 ? in.made(1, MapKernels::separator) : comma;
      Pattern values = in.count() > 2 ? in.made(2, MapKernels::separator) : colon;
      builder.start();
      for (String pair : pairs.split(in.text(0), -1)) {
        String[] parts = values.split(pair, 2);
        builder.keys().addBytes(parts[0].getBytes(StandardCharsets.UTF_8));
        if (parts.length < 2) {
          builder.values().addNull();
        } else {
          builder.values().addBytes(parts[1].getBytes(StandardCharsets.UTF_8));
        }
      }
      give(builder, made, out);
    };
  }

  private static Pattern separator(String pattern) {
    return Regexes.compile(pattern, "");
  }

  private static RowFunction element(LibraryCall call, MemoryScope memory) {
    MapType type = argument(call);
    MapReader reader = new MapReader(type);
    MapLookup lookup = new MapLookup(type, memory);
    return (in, out) -> {
      reader.point(Views.bytes(in.address(0)));
      int index = lookup.find(reader, in.layout(1), in.address(1));
      if (index < 0) {
        out.nothing();
      } else {
        out.element(reader.values(), index);
      }
    };
  }

  private static RowFunction elements(LibraryCall call, MemoryScope memory) {
    MapType type = argument(call);
    MapReader reader = new MapReader(type);
    MapLookup lookup = new MapLookup(type, memory);
    ListBuilder builder = new ListBuilder((ListType) call.type(), memory);
    return (in, out) -> {
      if (in.isNull(0)) {
        out.nothing();
        return;
      }
      builder.start();
      reader.point(Views.bytes(in.address(0)));
      int index = in.isNull(1) ? -1 : lookup.find(reader, in.layout(1), in.address(1));
      if (index >= 0) {
        builder.add(reader.values(), index);
      }
      out.nested(builder);
    };
  }

  private static RowFunction hasKey(LibraryCall call, MemoryScope memory) {
    MapType type = argument(call);
    MapReader reader = new MapReader(type);
    MapLookup lookup = new MapLookup(type, memory);
    return (in, out) -> {
      reader.point(Views.bytes(in.address(0)));
      out.flag(lookup.find(reader, in.layout(1), in.address(1)) >= 0);
    };
  }

  private static RowFunction hasValue(LibraryCall call, MemoryScope memory) {
    MapReader reader = new MapReader(argument(call));
    DataType value = argument(call).value();
    CanonicalValue canonical = new CanonicalValue(value, memory);
    ElementOrder order = new ElementOrder(value);
    return (in, out) -> {
      reader.point(Views.bytes(in.address(0)));
      ListReader wanted = canonical.of(in.layout(1), in.address(1));
      out.flag(order.find(reader.values(), wanted, 0) >= 0);
    };
  }

  private static RowFunction hasEntry(LibraryCall call, MemoryScope memory) {
    MapType type = argument(call);
    MapReader reader = new MapReader(type);
    MapLookup lookup = new MapLookup(type, memory);
    CanonicalValue canonical = new CanonicalValue(type.value(), memory);
    ElementOrder order = new ElementOrder(type.value());
    return (in, out) -> {
      if (in.isNull(0) || in.isNull(1)) {
        out.nothing();
        return;
      }
      reader.point(Views.bytes(in.address(0)));
      int index = lookup.find(reader, in.layout(1), in.address(1));
      if (index < 0) {
        out.flag(false);
      } else if (in.isNull(2) || reader.values().isNull(index)) {
        out.flag(in.isNull(2) && reader.values().isNull(index));
      } else {
        ListReader wanted = canonical.of(in.layout(2), in.address(2));
        out.flag(order.equal(reader.values(), index, wanted, 0));
      }
    };
  }
}
