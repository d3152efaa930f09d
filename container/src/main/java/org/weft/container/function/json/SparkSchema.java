package org.weft.container.function.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What Spark's schema_of_json and schema_of_csv say of a value: its type, as SQL writes it. */
public final class SparkSchema {
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
  private static final Pattern INTEGER = Pattern.compile("[+-]?\\d{1,18}");
  private static final Pattern REAL =
      Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?|NaN|-?Infinity");

  private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
  private static final Pattern TIMESTAMP =
      Pattern.compile(
          "\\d{4}-\\d{2}-\\d{2}[ T]\\d{2}:\\d{2}(:\\d{2}(\\.\\d{1,9})?)?(Z|[+-]\\d.*)?");

  private static final int INT_DIGITS = 9;

  private SparkSchema() {}

  /** The type of JSON: lists have that of all elements, numbers are BIGINT or DOUBLE. */
  public static String of(JsonNode node) {
    return switch (node.getNodeType()) {
      case OBJECT -> struct(node);
      case ARRAY -> "ARRAY<" + element(node) + ">";
      case BOOLEAN -> "BOOLEAN";
      case NUMBER ->
          !node.isIntegralNumber()
              ? "DOUBLE"
              : node.canConvertToLong()
                  ? "BIGINT"
                  : "DECIMAL(" + Math.min(38, node.asText().replace("-", "").length()) + ",0)";
      default -> "STRING";
    };
  }

  private static String struct(JsonNode node) {
    List<String> fields = new ArrayList<>();
    for (Iterator<Map.Entry<String, JsonNode>> all = node.fields(); all.hasNext(); ) {
      Map.Entry<String, JsonNode> field = all.next();
      fields.add(name(field.getKey()) + ": " + of(field.getValue()));
    }
    fields.sort(null);
    return "STRUCT<" + String.join(", ", fields) + ">";
  }

  private static String element(JsonNode array) {
    String common = null;
    for (JsonNode element : array) {
      String type = of(element);
      if (common == null || element.isNull() || common.equals(type)) {
        common = common == null && element.isNull() ? null : common == null ? type : common;
      } else {
        boolean areNumbers = isNumber(common) && isNumber(type);
        common = areNumbers ? "DOUBLE" : "STRING";
      }
    }
    return common == null ? "STRING" : common;
  }

  private static boolean isNumber(String type) {
    return type.equals("BIGINT") || type.equals("DOUBLE");
  }

  private static String name(String name) {
    return NAME.matcher(name).matches() ? name : "`" + name.replace("`", "``") + "`";
  }

  /** The type of the fields of a line, as a struct of {@code _c0}, {@code _c1} and so on. */
  public static String of(List<String> fields) {
    List<String> types = new ArrayList<>();
    for (int i = 0; i < fields.size(); i++) {
      types.add("_c" + i + ": " + type(fields.get(i)));
    }
    return "STRUCT<" + String.join(", ", types) + ">";
  }

  private static String type(String field) {
    if (field == null) {
      return "STRING";
    }
    if (INTEGER.matcher(field).matches()) {
      return field.length() <= INT_DIGITS ? "INT" : "BIGINT";
    }
    if (REAL.matcher(field).matches()) {
      return "DOUBLE";
    }
    if (DATE.matcher(field).matches()) {
      return "DATE";
    }
    if (TIMESTAMP.matcher(field).matches()) {
      return "TIMESTAMP";
    }
    return field.equalsIgnoreCase("true") || field.equalsIgnoreCase("false") ? "BOOLEAN" : "STRING";
  }
}
