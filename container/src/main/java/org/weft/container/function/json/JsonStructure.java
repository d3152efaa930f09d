package org.weft.container.function.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The types in a JSON, as DuckDB's json_structure writes them. Where several do not go together it
 * is JSON.
 */
public final class JsonStructure {
  private final String scalar;
  private final JsonStructure element;
  private final Map<String, JsonStructure> fields;

  private JsonStructure(String scalar, JsonStructure element, Map<String, JsonStructure> fields) {
    this.scalar = scalar;
    this.element = element;
    this.fields = fields;
  }

  private static JsonStructure scalar(String name) {
    return new JsonStructure(name, null, null);
  }

  /** The types of a JSON. */
  public static JsonStructure of(JsonNode node) {
    if (node.isArray()) {
      JsonStructure all = scalar("NULL");
      for (JsonNode child : node) {
        all = all.with(of(child));
      }
      return new JsonStructure(null, all, null);
    }
    if (node.isObject() && !node.isEmpty()) {
      Map<String, JsonStructure> fields = new LinkedHashMap<>();
      for (Iterator<Map.Entry<String, JsonNode>> each = node.fields(); each.hasNext(); ) {
        Map.Entry<String, JsonNode> field = each.next();
        fields.put(field.getKey(), of(field.getValue()));
      }
      return new JsonStructure(null, null, fields);
    }
    return scalar(node.isObject() ? "JSON" : JsonText.type(node));
  }

  /** The types that hold both. */
  private JsonStructure with(JsonStructure other) {
    if ("NULL".equals(other.scalar)) {
      return this;
    }
    if ("NULL".equals(scalar)) {
      return other;
    }
    if (element != null && other.element != null) {
      return new JsonStructure(null, element.with(other.element), null);
    }
    if (fields != null && other.fields != null) {
      Map<String, JsonStructure> both = new LinkedHashMap<>(fields);
      other.fields.forEach((name, type) -> both.merge(name, type, JsonStructure::with));
      return new JsonStructure(null, null, both);
    }
    if (scalar != null && scalar.equals(other.scalar)) {
      return this;
    }
    boolean areNumbers = isNumber() && other.isNumber();
    if (areNumbers) {
      boolean isReal = scalar.equals("DOUBLE") || other.scalar.equals("DOUBLE");
      return scalar(isReal ? "DOUBLE" : "BIGINT");
    }
    return scalar("JSON");
  }

  private boolean isNumber() {
    return "UBIGINT".equals(scalar) || "BIGINT".equals(scalar) || "DOUBLE".equals(scalar);
  }

  /** As JSON. */
  @Override
  public String toString() {
    if (scalar != null) {
      return JsonText.quote(scalar);
    }
    if (element != null) {
      return "[" + element + "]";
    }
    StringBuilder text = new StringBuilder("{");
    fields.forEach(
        (name, type) ->
            text.append(text.length() > 1 ? "," : "")
                .append(JsonText.quote(name))
                .append(':')
                .append(type));
    return text.append('}').toString();
  }
}
