package org.weft.container.function.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.weft.container.expression.tree.Failures;

/** Texts read as JSON, and JSON written as text. */
public final class JsonText {
  private static final int MAX_DEPTH = 1_000;
  private static final int SHOWN = 60;

  private static final ObjectMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(MAX_DEPTH)
                          .maxStringLength(Integer.MAX_VALUE)
                          .build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_INTEGER_FOR_INTS)
          .nodeFactory(new FirstFields())
          .build();

  /** A number that may be beyond the range of DOUBLE. */
  private static final Pattern LARGE = Pattern.compile("\\d[eE]\\+?\\d{3}|\\d{300}");

  private JsonText() {}

  /** Makes objects of which the first of several fields of one name counts, as in DuckDB. */
  private static final class FirstFields extends JsonNodeFactory {
    private static final long serialVersionUID = 1L;

    @Override
    public ObjectNode objectNode() {
      return new FirstFieldObject(this);
    }
  }

  private static final class FirstFieldObject extends ObjectNode {
    private static final long serialVersionUID = 1L;

    FirstFieldObject(JsonNodeFactory factory) {
      super(factory);
    }

    /** What the reader calls for every field. */
    @Override
    public JsonNode replace(String name, JsonNode value) {
      return has(name) ? null : super.replace(name, value);
    }
  }

  private static void checkNumbers(JsonNode node) {
    if (node.isDouble() && Double.isInfinite(node.doubleValue())) {
      throw Failures.badValue("a number in the JSON is beyond the range of DOUBLE");
    }
    node.forEach(JsonText::checkNumbers);
  }

  /** The JSON of a text. */
  public static JsonNode read(String text) {
    return parse(text)
        .orElseThrow(
            () ->
                Failures.badValue(
                    "not JSON: '"
                        + (text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text)
                        + "'"));
  }

  /** The JSON of a text; nothing if it is none. */
  public static Optional<JsonNode> parse(String text) {
    try {
      JsonNode node = MAPPER.readTree(text);
      if (node == null || node.isMissingNode()) {
        return Optional.empty();
      }
      if (LARGE.matcher(text).find()) {
        checkNumbers(node);
      }
      return Optional.of(node);
    } catch (JsonProcessingException e) {
      return Optional.empty(); // the caller says what that means
    }
  }

  /** Without white space. */
  public static String write(JsonNode node) {
    return node.toString();
  }

  /** A text of its own, other JSON as {@link #write}; null for null. */
  public static String show(JsonNode node) {
    return node.isNull() ? null : node.isTextual() ? node.textValue() : node.toString();
  }

  /** A text in quotes. */
  public static String quote(String text) {
    return MAPPER.getNodeFactory().textNode(text).toString();
  }

  /** One element or field per line. */
  public static String pretty(JsonNode node) {
    StringBuilder text = new StringBuilder();
    pretty(node, "\n", text);
    return text.toString();
  }

  private static void pretty(JsonNode node, String lineEnd, StringBuilder text) {
    if (node.isEmpty()) {
      text.append(node);
      return;
    }
    String inner = lineEnd + "    ";
    text.append(node.isObject() ? '{' : '[');
    String separator = "";
    Iterator<String> names = node.fieldNames();
    for (JsonNode child : node) {
      text.append(separator).append(inner);
      if (names.hasNext()) {
        text.append(quote(names.next())).append(": ");
      }
      pretty(child, inner, text);
      separator = ",";
    }
    text.append(lineEnd).append(node.isObject() ? '}' : ']');
  }

  /** The kind, by the name of DuckDB's type for it. */
  public static String type(JsonNode node) {
    return switch (node.getNodeType()) {
      case OBJECT -> "OBJECT";
      case ARRAY -> "ARRAY";
      case STRING -> "VARCHAR";
      case BOOLEAN -> "BOOLEAN";
      case NUMBER ->
          !node.isIntegralNumber()
              ? "DOUBLE"
              : node.bigIntegerValue().signum() < 0 ? "BIGINT" : "UBIGINT";
      default -> "NULL";
    };
  }

  /** True if the part is the whole or lies in it; objects may have more fields. */
  public static boolean contains(JsonNode whole, JsonNode part) {
    if (covers(whole, part)) {
      return true;
    }
    for (JsonNode child : whole) {
      if (contains(child, part)) {
        return true;
      }
    }
    return false;
  }

  private static boolean covers(JsonNode whole, JsonNode part) {
    if (whole.isObject() && part.isObject()) {
      for (Iterator<Map.Entry<String, JsonNode>> fields = part.fields(); fields.hasNext(); ) {
        Map.Entry<String, JsonNode> field = fields.next();
        JsonNode own = whole.get(field.getKey());
        if (own == null || !covers(own, field.getValue())) {
          return false;
        }
      }
      return true;
    }
    if (whole.isArray() && part.isArray()) {
      for (JsonNode wanted : part) {
        boolean found = false;
        for (JsonNode own : whole) {
          found |= covers(own, wanted);
        }
        if (!found) {
          return false;
        }
      }
      return true;
    }
    return whole.equals(part);
  }

  /** RFC 7396; the fields of the patch come behind those it leaves, as in DuckDB. */
  public static JsonNode merge(JsonNode target, JsonNode patch) {
    if (!patch.isObject()) {
      return patch;
    }
    ObjectNode result =
        target.isObject() ? target.deepCopy() : MAPPER.getNodeFactory().objectNode();
    for (Iterator<Map.Entry<String, JsonNode>> fields = patch.fields(); fields.hasNext(); ) {
      Map.Entry<String, JsonNode> field = fields.next();
      JsonNode own = result.remove(field.getKey());
      if (!field.getValue().isNull()) {
        result.set(
            field.getKey(),
            merge(own == null ? MAPPER.getNodeFactory().nullNode() : own, field.getValue()));
      }
    }
    return result;
  }
}
