package org.weft.container.function;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.weft.container.expression.tree.Failures;
import org.weft.container.function.json.JsonPath;
import org.weft.container.function.json.JsonReader;
import org.weft.container.function.json.JsonStructure;
import org.weft.container.function.json.JsonText;
import org.weft.container.function.json.JsonTree;
import org.weft.container.function.json.JsonValue;
import org.weft.planner.expr.LibraryCall;
import org.weft.planner.memory.Memory;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.type.DataType;
import org.weft.planner.type.ListType;
import org.weft.planner.type.SimpleType;
import org.weft.planner.vector.nested.JavaValues;
import org.weft.planner.vector.nested.ListBuilder;
import org.weft.planner.vector.nested.ListReader;
import org.weft.planner.vector.nested.NestedBuilder;

/** Kernels of JSON. */
final class JsonKernels {
  private JsonKernels() {}

  static void add(KernelList list) {
    reading(list);
    asking(list);
    making(list);
  }

  /** The JSON of the first argument, which mostly changes from row to row. */
  private static JsonNode json(Arguments in) {
    return JsonText.read(in.text(0));
  }

  /** What lies at the path that the second argument is, if there is one; else the whole. */
  private static JsonNode found(Arguments in) {
    JsonNode json = json(in);
    if (in.count() < 2) {
      return json;
    }
    JsonPath path =
        in.type(1).isInteger() ? JsonPath.ofIndex(in.integer(1)) : in.made(1, JsonPath::new);
    return path.find(json);
  }

  private static void write(String text, Answer out) {
    if (text == null) {
      out.nothing();
    } else {
      out.text(text);
    }
  }

  private static void reading(KernelList list) {
    list.inMemory("json_extract", (call, memory) -> told(call, memory, JsonText::write));
    list.inMemory("json_extract_string", (call, memory) -> told(call, memory, JsonText::show));
    list.inMemory("json_extract_all", (call, memory) -> all(call, memory, JsonText::write));
    list.inMemory("json_extract_string_all", (call, memory) -> all(call, memory, JsonText::show));
    list.inMemory("json_read", (call, memory) -> value(call, memory, JsonReader.OnMisfit.NULL));
    list.inMemory(
        "json_read_strict", (call, memory) -> value(call, memory, JsonReader.OnMisfit.FAIL));
    list.inMemory(
        "json_value_at",
        (call, memory) ->
            told(call, memory, found -> found.isContainerNode() ? null : JsonText.write(found)));
    list.inMemory("json_object_keys", (call, memory) -> told(call, memory, JsonKernels::names));
    list.inMemory("json_entries", (call, memory) -> rows(call, memory, JsonTree.Extent.CHILDREN));
    list.inMemory("json_tree_entries", (call, memory) -> rows(call, memory, JsonTree.Extent.ALL));
  }

  private static RowFunction rows(LibraryCall call, MemoryScope memory, JsonTree.Extent extent) {
    NestedBuilder builder = NestedBuilder.of(call.type(), memory);
    return (in, out) -> {
      String path = in.count() > 1 ? in.text(1) : "$";
      JavaValues.build(call.type(), JsonTree.rows(json(in), path, extent), builder);
      out.nested(builder);
    };
  }

  private static String path(ListReader paths, int index) {
    byte[] path = Memory.bytes(paths.bytes(index), paths.length(index));
    return new String(path, StandardCharsets.UTF_8);
  }

  private static void add(String text, ListBuilder to) {
    if (text == null) {
      to.addNull();
    } else {
      to.addBytes(text.getBytes(StandardCharsets.UTF_8));
    }
  }

  private static RowFunction all(
      LibraryCall call, MemoryScope memory, Function<JsonNode, String> text) {
    ListBuilder builder = new ListBuilder((ListType) call.type(), memory);
    return (in, out) -> {
      builder.start();
      for (JsonNode found : in.made(1, JsonPath::new).findAll(json(in))) {
        add(text.apply(found), builder);
      }
      out.nested(builder);
    };
  }

  /** JSON as a value; the second argument only tells the type. */
  private static RowFunction value(
      LibraryCall call, MemoryScope memory, JsonReader.OnMisfit onMisfit) {
    JsonReader reader = new JsonReader(onMisfit);
    NestedBuilder builder = call.type().isNested() ? NestedBuilder.of(call.type(), memory) : null;
    return (in, out) -> {
      Object value = in.isNull(0) ? null : reader.read(json(in), call.type());
      give(value, call.type(), builder, out);
    };
  }

  private static List<Object> names(JsonNode object) {
    List<Object> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  /**
   * What a function tells of the JSON at a path, or of that at each of several; null where there is
   * nothing.
   *
   * @param tell gives the value as {@link JavaValues} takes it
   */
  private static RowFunction told(
      LibraryCall call, MemoryScope memory, Function<JsonNode, Object> tell) {
    return asked(call, memory, found -> found == null ? null : tell.apply(found));
  }

  /**
   * As {@code told}, but of nothing, which is null, the function tells something too. At a path
   * that is null all is null.
   */
  private static RowFunction asked(
      LibraryCall call, MemoryScope memory, Function<JsonNode, Object> tell) {
    NestedBuilder builder = call.type().isNested() ? NestedBuilder.of(call.type(), memory) : null;
    boolean isOfMany = call.inputs().size() > 1 && call.inputs().get(1).type() instanceof ListType;
    if (!isOfMany) {
      return (in, out) -> give(tell.apply(found(in)), call.type(), builder, out);
    }
    ListReader paths = new ListReader(SimpleType.STRING);
    return (in, out) -> {
      JsonNode json = json(in);
      ListBuilding.point(paths, in, 1);
      List<Object> values = new ArrayList<>();
      for (int i = 0; i < paths.size(); i++) {
        values.add(paths.isNull(i) ? null : tell.apply(new JsonPath(path(paths, i)).find(json)));
      }
      give(values, call.type(), builder, out);
    };
  }

  private static void give(Object value, DataType type, NestedBuilder builder, Answer out) {
    if (value == null) {
      out.nothing();
    } else if (builder != null) {
      JavaValues.build(type, value, builder);
      out.nested(builder);
    } else if (value instanceof Long number) {
      out.integer(number);
    } else if (value instanceof Boolean flag) {
      out.flag(flag);
    } else {
      out.text((String) value);
    }
  }

  private static void asking(KernelList list) {
    list.row("json_valid", (in, out) -> out.flag(JsonText.parse(in.text(0)).isPresent()));
    list.inMemory("json_type", (call, memory) -> told(call, memory, JsonText::type));
    list.inMemory(
        "json_array_length",
        (call, memory) -> told(call, memory, found -> found.isArray() ? (long) found.size() : 0L));
    list.inMemory("json_has", (call, memory) -> asked(call, memory, found -> found != null));
    list.row(
        "json_contains",
        (in, out) -> out.flag(JsonText.contains(json(in), in.made(1, JsonText::read))));
  }

  private static void making(KernelList list) {
    list.row("json", (in, out) -> out.text(JsonText.write(json(in))));
    list.row("json_pretty", (in, out) -> out.text(JsonText.pretty(json(in))));
    list.row(
        "to_json",
        (in, out) -> {
          StringBuilder json = new StringBuilder();
          JsonValue.write(in.value(0), in.type(0), json);
          out.text(json.toString());
        });
    list.row("json_merge_patch", JsonKernels::merge);
    list.row("json_structure", (in, out) -> out.text(JsonStructure.of(json(in)).toString()));
    list.row("as_json", (in, out) -> write(asJson(in), out));
    list.row("try_as_json", (in, out) -> write(tryAsJson(in), out));
    list.row("json_array", JsonKernels::array);
    list.row("json_object", JsonKernels::object);
  }

  /** A null patch makes all null, and what is patched then is as good as nothing. */
  private static void merge(Arguments in, Answer out) {
    JsonNode merged = in.isNull(0) ? null : json(in);
    for (int i = 1; i < in.count(); i++) {
      if (in.isNull(i)) {
        merged = null;
      } else {
        JsonNode patch = JsonText.read(in.text(i));
        merged = merged == null ? patch : JsonText.merge(merged, patch);
      }
    }
    write(merged == null ? null : JsonText.write(merged), out);
  }

  /** A text that is JSON as it is, another value as {@code to_json} has it. */
  private static String asJson(Arguments in) {
    if (in.type(0) == SimpleType.STRING) {
      JsonText.read(in.text(0));
      return in.text(0);
    }
    return json(in, 0);
  }

  private static String tryAsJson(Arguments in) {
    boolean isBroken = in.type(0) == SimpleType.STRING && JsonText.parse(in.text(0)).isEmpty();
    return isBroken ? null : asJson(in);
  }

  private static String json(Arguments in, int argument) {
    StringBuilder json = new StringBuilder();
    JsonValue.write(in.value(argument), in.type(argument), json);
    return json.toString();
  }

  private static void array(Arguments in, Answer out) {
    StringBuilder json = new StringBuilder("[");
    for (int i = 0; i < in.count(); i++) {
      json.append(i == 0 ? "" : ",").append(json(in, i));
    }
    out.text(json.append(']').toString());
  }

  private static void object(Arguments in, Answer out) {
    if (in.count() % 2 != 0) {
      throw Failures.badValue("json_object needs a value for every name");
    }
    StringBuilder json = new StringBuilder("{");
    for (int i = 0; i < in.count(); i += 2) {
      if (in.isNull(i) || in.type(i) != SimpleType.STRING) {
        throw Failures.badValue("the names in a JSON object are texts");
      }
      json.append(i == 0 ? "" : ",").append(JsonText.quote(in.text(i))).append(':');
      json.append(json(in, i + 1));
    }
    out.text(json.append('}').toString());
  }
}
