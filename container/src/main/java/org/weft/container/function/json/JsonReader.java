package org.weft.container.function.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.weft.container.expression.tree.Failures;
import org.weft.planner.type.DataType;
import org.weft.planner.type.ListType;
import org.weft.planner.type.MapType;
import org.weft.planner.type.StructType;

/** JSON as values of lists, structs, maps and texts, in the form that JavaValues builds from. */
public final class JsonReader {
  private final OnMisfit onMisfit;

  /** What JSON of another form becomes. */
  public enum OnMisfit {
    NULL,
    FAIL
  }

  public JsonReader(OnMisfit onMisfit) {
    this.onMisfit = onMisfit;
  }

  /** The value; null for JSON's null. */
  public Object read(JsonNode node, DataType type) {
    if (node == null || node.isNull()) {
      return null;
    }
    if (type instanceof ListType list) {
      return node.isArray() ? list(node, list) : misfit(node, type);
    }
    if (type instanceof StructType struct) {
      return node.isObject() ? struct(node, struct) : misfit(node, type);
    }
    if (type instanceof MapType map) {
      return node.isObject() ? map(node, map) : misfit(node, type);
    }
    return JsonText.show(node);
  }

  private Object misfit(JsonNode node, DataType type) {
    if (onMisfit == OnMisfit.NULL) {
      return null;
    }
    String kind = type.kind().name().toLowerCase(java.util.Locale.ROOT);
    throw Failures.badValue("JSON of kind " + JsonText.type(node) + " is no " + kind);
  }

  private List<Object> list(JsonNode node, ListType type) {
    List<Object> values = new ArrayList<>();
    node.forEach(element -> values.add(read(element, type.element())));
    return values;
  }

  private List<Object> struct(JsonNode node, StructType type) {
    List<Object> values = new ArrayList<>();
    for (int i = 0; i < type.size(); i++) {
      String name = type.fields().get(i).name();
      if (onMisfit == OnMisfit.FAIL && !node.has(name)) {
        throw Failures.badValue("the JSON has no field '" + name + "'")
            .hint("use from_json to get NULL instead");
      }
      values.add(read(node.get(name), type.type(i)));
    }
    return values;
  }

  private List<Object> map(JsonNode node, MapType type) {
    List<Object> pairs = new ArrayList<>();
    for (Iterator<Map.Entry<String, JsonNode>> each = node.fields(); each.hasNext(); ) {
      Map.Entry<String, JsonNode> field = each.next();
      pairs.add(
          new java.util.AbstractMap.SimpleEntry<>(
              field.getKey(), read(field.getValue(), type.value())));
    }
    return pairs;
  }
}
