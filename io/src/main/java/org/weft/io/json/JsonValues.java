package org.weft.io.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.weft.io.text.NumberText;
import org.weft.io.text.TimePattern;
import org.weft.io.text.TimeText;
import org.weft.planner.memory.Block;
import org.weft.planner.memory.Memory;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.scan.ValueTexts;
import org.weft.planner.type.DataType;
import org.weft.planner.type.DecimalType;
import org.weft.planner.type.ListType;
import org.weft.planner.type.MapType;
import org.weft.planner.type.StructType;
import org.weft.planner.type.TimeType;
import org.weft.planner.type.TimestampType;

/** Values of JSON as Java objects of the kinds of {@code JavaValues}. For one thread. */
final class JsonValues {
  static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(500)
                  .maxStringLength(Integer.MAX_VALUE)
                  .maxNameLength(1 << 20)
                  .build())
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS) // Python writes them
          .build();

  private static final int LONGEST_TIME = 128;

  private final NumberText numbers = new NumberText((byte) '.');
  private final TimeText times = new TimeText();
  private final TimePattern dates;
  private final TimePattern moments;
  private final Block scratch;

  JsonValues(ValueTexts texts, MemoryScope memory) {
    this.dates = texts.dateFormat().isEmpty() ? null : new TimePattern(texts.dateFormat());
    this.moments =
        texts.timestampFormat().isEmpty() ? null : new TimePattern(texts.timestampFormat());
    this.scratch = memory.allocate(LONGEST_TIME);
  }

  /** A value that is none of a type. */
  static final class BadValue extends Exception {
    private static final long serialVersionUID = 1L;

    BadValue(String text, DataType type) {
      super(
          "'" + (text.length() > 100 ? text.substring(0, 100) + "..." : text) + "' is not " + type);
    }
  }

  /** The value the parser stands at; it stands at its last token afterwards. Null for null. */
  Object read(JsonParser json, DataType type) throws IOException, BadValue {
    JsonToken token = json.currentToken();
    if (token == JsonToken.VALUE_NULL) {
      return null;
    }
    return switch (type.kind()) {
      case STRING -> token == JsonToken.VALUE_STRING ? json.getText() : copied(json);
      case BINARY -> {
        String text = token == JsonToken.VALUE_STRING ? json.getText() : copied(json);
        yield text.getBytes(StandardCharsets.UTF_8);
      }
      case LIST -> list(json, (ListType) type);
      case STRUCT -> struct(json, (StructType) type);
      case MAP -> map(json, (MapType) type);
      default -> simple(json, token, type);
    };
  }

  /** A value as text of JSON. */
  private static String copied(JsonParser json) throws IOException {
    if (json.currentToken().isScalarValue()) {
      return json.getText();
    }
    StringWriter text = new StringWriter();
    try (JsonGenerator generator = FACTORY.createGenerator(text)) {
      generator.copyCurrentStructure(json);
    }
    return text.toString();
  }

  private Object simple(JsonParser json, JsonToken token, DataType type)
      throws IOException, BadValue {
    if (!token.isScalarValue()) {
      throw new BadValue(copied(json), type);
    }
    String text = json.getText();
    Object value =
        switch (type.kind()) {
          case BOOLEAN -> flag(text);
          case INT8 -> whole(text, Byte.MIN_VALUE, Byte.MAX_VALUE);
          case INT16 -> whole(text, Short.MIN_VALUE, Short.MAX_VALUE);
          case INT32 -> whole(text, Integer.MIN_VALUE, Integer.MAX_VALUE);
          case INT64 -> whole(text, Long.MIN_VALUE, Long.MAX_VALUE);
          case FLOAT32, FLOAT64 -> real(text);
          case DECIMAL -> decimal(text, (DecimalType) type);
          case DATE, TIME, TIMESTAMP -> time(text, type);
          default -> null;
        };
    if (value == null) {
      throw new BadValue(text, type);
    }
    return value;
  }

  private static Object flag(String text) {
    return switch (text) {
      case "true" -> Boolean.TRUE;
      case "false" -> Boolean.FALSE;
      default -> null;
    };
  }

  /** The length of a text that was put into scratch; -1 if it is too long for what it should be. */
  private int put(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    if (utf8.length > LONGEST_TIME) {
      return -1;
    }
    Memory.copy(utf8, 0, scratch.address(), utf8.length);
    return utf8.length;
  }

  private Object whole(String text, long least, long most) {
    int length = put(text);
    return length > 0 && numbers.readWhole(scratch.address(), length, least, most)
        ? (Object) numbers.whole()
        : null;
  }

  private Object real(String text) {
    int length = put(text);
    return length > 0 && numbers.readReal(scratch.address(), length)
        ? (Object) numbers.real()
        : null;
  }

  private static Object decimal(String text, DecimalType type) {
    try {
      BigDecimal value = new BigDecimal(text);
      if (Math.abs((long) value.scale()) > 1_000) {
        return null;
      }
      BigDecimal scaled = value.setScale(type.scale(), RoundingMode.HALF_UP);
      return scaled.precision() > type.precision() ? null : scaled;
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private Object time(String text, DataType type) {
    int length = put(text);
    if (length < 0) {
      return null;
    }
    long at = scratch.address();
    return switch (type.kind()) {
      case DATE ->
          (dates == null ? times.readDate(at, length) : dates.read(at, length, times))
              ? (Object) times.days()
              : null;
      case TIME ->
          times.readTime(at, length)
              ? (Object) times.unitsOfDay(((TimeType) type).unit().perSecond())
              : null;
      default -> {
        boolean isMoment =
            moments == null ? times.readMoment(at, length) : moments.read(at, length, times);
        try {
          yield isMoment ? (Object) times.units(((TimestampType) type).unit().perSecond()) : null;
        } catch (ArithmeticException e) {
          yield null; // too far for the unit
        }
      }
    };
  }

  private List<Object> list(JsonParser json, ListType type) throws IOException, BadValue {
    if (json.currentToken() != JsonToken.START_ARRAY) {
      throw new BadValue(copied(json), type);
    }
    List<Object> values = new ArrayList<>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      values.add(read(json, type.element()));
    }
    return values;
  }

  private List<Object> struct(JsonParser json, StructType type) throws IOException, BadValue {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      throw new BadValue(copied(json), type);
    }
    Object[] values = new Object[type.size()];
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String name = json.currentName();
      json.nextToken();
      int field = type.indexOf(name).orElse(-1);
      if (field < 0) {
        json.skipChildren();
      } else {
        values[field] = read(json, type.type(field));
      }
    }
    return Arrays.asList(values);
  }

  private List<Object> map(JsonParser json, MapType type) throws IOException, BadValue {
    if (json.currentToken() != JsonToken.START_OBJECT
        || type.key() != org.weft.planner.type.SimpleType.STRING) {
      throw new BadValue(copied(json), type);
    }
    Map<String, Object> pairs = new LinkedHashMap<>();
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String name = json.currentName();
      json.nextToken();
      pairs.put(name, read(json, type.value()));
    }
    List<Object> entries = new ArrayList<>();
    pairs.forEach((key, value) -> entries.add(new AbstractMap.SimpleEntry<>(key, value)));
    return entries;
  }
}
