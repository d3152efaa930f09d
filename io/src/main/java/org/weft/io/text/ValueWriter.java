package org.weft.io.text;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.weft.planner.expr.Value;
import org.weft.planner.type.DataType;
import org.weft.planner.type.ListType;
import org.weft.planner.type.MapType;
import org.weft.planner.type.StructType;
import org.weft.planner.type.TimeType;
import org.weft.planner.type.TimestampType;

/** Values that are Java objects (of JavaValues' kinds) as text and as JSON. */
public final class ValueWriter {
  private ValueWriter() {}

  /** The text of a value that is not nested; not null. */
  public static String text(DataType type, Object value) {
    return switch (type.kind()) {
      case DATE -> LocalDate.ofEpochDay((Long) value).toString();
      case TIME ->
          time(
              LocalTime.ofNanoOfDay(
                  (Long) value * (1_000_000_000L / ((TimeType) type).unit().perSecond())));
      case TIMESTAMP -> moment((TimestampType) type, (Long) value);
      case DECIMAL -> ((BigDecimal) value).toPlainString();
      case BINARY -> HexFormat.of().formatHex((byte[]) value);
      case FLOAT32 -> real(Float.toString(((Double) value).floatValue()));
      case FLOAT64 -> real(Double.toString((Double) value));
      case INTERVAL -> interval((Value.Span) value);
      default -> value.toString();
    };
  }

  private static String real(String text) {
    return switch (text) {
      case "Infinity" -> "inf";
      case "-Infinity" -> "-inf";
      case "NaN" -> "nan";
      default -> text;
    };
  }

  private static String time(LocalTime time) {
    String text = time.toString();
    return text.length() == 5 ? text + ":00" : text;
  }

  private static String moment(TimestampType type, long value) {
    long perSecond = type.unit().perSecond();
    long seconds = Math.floorDiv(value, perSecond);
    long nanos = Math.floorMod(value, perSecond) * (1_000_000_000L / perSecond);
    LocalDate day = LocalDate.ofEpochDay(Math.floorDiv(seconds, 86_400L));
    LocalTime clock =
        LocalTime.ofNanoOfDay(Math.floorMod(seconds, 86_400L) * 1_000_000_000L + nanos);
    return day + " " + time(clock) + (type.zone() == TimestampType.Zone.UTC ? "+00" : "");
  }

  private static String interval(Value.Span span) {
    return span.months() + " months " + span.days() + " days " + span.micros() + " microseconds";
  }

  /** Appends a value as JSON; null is null. */
  public static void json(DataType type, Object value, TextBuffer to) {
    if (value == null) {
      to.put("null");
      return;
    }
    switch (type.kind()) {
      case BOOLEAN, INT8, INT16, INT32, INT64, DECIMAL -> to.put(text(type, value));
      case FLOAT32, FLOAT64 -> {
        boolean isFinite = Double.isFinite((Double) value);
        if (isFinite) {
          to.put(text(type, value));
        } else {
          quoted(text(type, value), to);
        }
      }
      case LIST -> list(((ListType) type).element(), (List<?>) value, to);
      case STRUCT -> struct((StructType) type, (List<?>) value, to);
      case MAP -> map((MapType) type, (List<?>) value, to);
      default -> quoted(text(type, value), to);
    }
  }

  private static void list(DataType element, List<?> values, TextBuffer to) {
    to.put('[');
    for (int i = 0; i < values.size(); i++) {
      if (i > 0) {
        to.put(',');
      }
      json(element, values.get(i), to);
    }
    to.put(']');
  }

  private static void struct(StructType type, List<?> values, TextBuffer to) {
    to.put('{');
    for (int i = 0; i < type.size(); i++) {
      if (i > 0) {
        to.put(',');
      }
      quoted(type.fields().get(i).name(), to);
      to.put(':');
      json(type.type(i), values.get(i), to);
    }
    to.put('}');
  }

  private static void map(MapType type, List<?> pairs, TextBuffer to) {
    to.put('{');
    boolean isFirst = true;
    for (Object pair : pairs) {
      Map.Entry<?, ?> entry = (Map.Entry<?, ?>) pair;
      if (!isFirst) {
        to.put(',');
      }
      isFirst = false;
      TextBuffer key = new TextBuffer();
      if (type.key().isNested()) {
        json(type.key(), entry.getKey(), key);
      } else {
        key.put(text(type.key(), entry.getKey()));
      }
      quoted(new String(key.bytes(), 0, key.size(), java.nio.charset.StandardCharsets.UTF_8), to);
      to.put(':');
      json(type.value(), entry.getValue(), to);
    }
    to.put('}');
  }

  /** Appends a text of JSON. */
  public static void quoted(String text, TextBuffer to) {
    to.put('"');
    StringBuilder plain = new StringBuilder(text.length() + 8);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> plain.append("\\\"");
        case '\\' -> plain.append("\\\\");
        case '\n' -> plain.append("\\n");
        case '\r' -> plain.append("\\r");
        case '\t' -> plain.append("\\t");
        default -> {
          if (c < ' ') {
            plain.append(String.format(java.util.Locale.ROOT, "\\u%04x", (int) c));
          } else {
            plain.append(c);
          }
        }
      }
    }
    to.put(plain.toString());
    to.put('"');
  }
}
