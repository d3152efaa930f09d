package org.weft.container.function;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import org.weft.container.function.json.JsonPath;
import org.weft.container.function.json.JsonText;
import org.weft.container.function.json.JsonValue;
import org.weft.planner.expr.LibraryCall;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.type.ListType;
import org.weft.planner.vector.nested.ListBuilder;

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
    list.row(
        "json_extract",
        (in, out) -> {
          JsonNode found = found(in);
          write(found == null ? null : JsonText.write(found), out);
        });
    list.row(
        "json_extract_string",
        (in, out) -> {
          JsonNode found = found(in);
          write(found == null ? null : JsonText.show(found), out);
        });
    list.row(
        "json_value_at",
        (in, out) -> {
          JsonNode found = found(in);
          write(found == null || found.isContainerNode() ? null : JsonText.write(found), out);
        });
    list.inMemory("json_object_keys", JsonKernels::keys);
  }

  private static RowFunction keys(LibraryCall call, MemoryScope memory) {
    ListBuilder builder = new ListBuilder((ListType) call.type(), memory);
    return (in, out) -> {
      JsonNode found = found(in);
      if (found == null) {
        out.nothing();
        return;
      }
      builder.start();
      found
          .fieldNames()
          .forEachRemaining(name -> builder.addBytes(name.getBytes(StandardCharsets.UTF_8)));
      out.nested(builder);
    };
  }

  private static void asking(KernelList list) {
    list.row("json_valid", (in, out) -> out.flag(JsonText.parse(in.text(0)).isPresent()));
    list.row(
        "json_type",
        (in, out) -> {
          JsonNode found = found(in);
          write(found == null ? null : JsonText.type(found), out);
        });
    list.row(
        "json_array_length",
        (in, out) -> {
          JsonNode found = found(in);
          if (found == null) {
            out.nothing();
          } else {
            out.integer(found.isArray() ? found.size() : 0);
          }
        });
    list.row("json_has", (in, out) -> out.flag(found(in) != null));
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
    list.row(
        "json_merge_patch",
        (in, out) -> out.text(JsonText.write(JsonText.merge(json(in), JsonText.read(in.text(1))))));
  }
}
