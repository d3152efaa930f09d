package org.weft.container.function.json;

import java.math.BigDecimal;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.weft.container.expression.cast.MomentText;
import org.weft.planner.expr.IntervalText;
import org.weft.planner.expr.Value;
import org.weft.planner.type.DataType;
import org.weft.planner.type.ListType;
import org.weft.planner.type.MapType;
import org.weft.planner.type.StructType;

/** Values of Weft as JSON, in the form that {@code JavaValues} reads them. */
public final class JsonValue {
  private JsonValue() {}

  /** Writes a value. */
  public static void write(Object value, DataType type, StringBuilder to) {
    if (value == null) {
      to.append("null");
      return;
    }
    switch (type.kind()) {
      case FLOAT32, FLOAT64 -> {
        double real = (Double) value;
        // JSON has no NaN and no infinity
        to.append(Double.isFinite(real) ? shown(real) : "null");
      }
      case DECIMAL -> to.append(((BigDecimal) value).toPlainString());
      case BOOLEAN, INT8, INT16, INT32, INT64 -> to.append(value);
      case DATE, TIME, TIMESTAMP -> to.append(JsonText.quote(MomentText.show((Long) value, type)));
      case INTERVAL -> {
        Value.Span span = (Value.Span) value;
        to.append(JsonText.quote(IntervalText.show(span.months(), span.days(), span.micros())));
      }
      case BINARY -> to.append(JsonText.quote(HexFormat.of().formatHex((byte[]) value)));
      case LIST -> writeList((List<?>) value, ((ListType) type).element(), to);
      case STRUCT -> writeStruct((List<?>) value, (StructType) type, to);
      case MAP -> writeMap((List<?>) value, (MapType) type, to);
      default -> to.append(JsonText.quote(value.toString())); // a UUID or a text
    }
  }

  /** As short as can be: 1e99, 0.5, 1.0. */
  private static String shown(double real) {
    String text = Double.toString(real);
    return text.indexOf('E') < 0 ? text : text.replace(".0E", "e").replace('E', 'e');
  }

  private static void writeList(List<?> list, DataType element, StringBuilder to) {
    to.append('[');
    for (int i = 0; i < list.size(); i++) {
      to.append(i == 0 ? "" : ",");
      write(list.get(i), element, to);
    }
    to.append(']');
  }

  /** A struct of this one field is JSON already: see JsonSyntax of the planner. */
  private static final String RAW = "$json";

  private static void writeStruct(List<?> fields, StructType type, StringBuilder to) {
    if (type.size() == 1 && type.fields().get(0).name().equals(RAW)) {
      to.append(
          fields.get(0) == null ? "null" : JsonText.write(JsonText.read((String) fields.get(0))));
      return;
    }
    to.append('{');
    for (int i = 0; i < fields.size(); i++) {
      to.append(i == 0 ? "" : ",").append(JsonText.quote(type.fields().get(i).name())).append(':');
      write(fields.get(i), type.type(i), to);
    }
    to.append('}');
  }

  private static void writeMap(List<?> entries, MapType type, StringBuilder to) {
    to.append('{');
    for (int i = 0; i < entries.size(); i++) {
      Map.Entry<?, ?> entry = (Map.Entry<?, ?>) entries.get(i);
      StringBuilder key = new StringBuilder();
      write(entry.getKey(), type.key(), key);
      boolean isText = key.length() > 0 && key.charAt(0) == '"';
      to.append(i == 0 ? "" : ",");
      to.append(isText ? key : JsonText.quote(key.toString())).append(':');
      write(entry.getValue(), type.value(), to);
    }
    to.append('}');
  }
}
