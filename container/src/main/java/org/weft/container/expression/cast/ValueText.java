package org.weft.container.expression.cast;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import org.weft.container.expression.decimal.Int128;
import org.weft.planner.expr.IntervalText;
import org.weft.planner.expr.NestedQuotes;
import org.weft.planner.memory.Memory;
import org.weft.planner.type.DataType;
import org.weft.planner.type.DecimalType;
import org.weft.planner.type.EnumType;
import org.weft.planner.type.ListType;
import org.weft.planner.type.MapType;
import org.weft.planner.type.StructType;
import org.weft.planner.type.TimeType;
import org.weft.planner.type.TimestampType;
import org.weft.planner.type.TypeKind;
import org.weft.planner.vector.Intervals;
import org.weft.planner.vector.Layout;
import org.weft.planner.vector.Uuids;
import org.weft.planner.vector.nested.ListReader;
import org.weft.planner.vector.nested.MapReader;
import org.weft.planner.vector.nested.StructReader;

/**
 * Values as text, nested ones in DuckDB's form: {@code [1, NULL]}, {@code {'a': 1, 'b': x}}, {@code
 * {key=value}}; texts inside are quoted where they would be read as something else.
 */
final class ValueText {
  private ValueText() {}

  /** The text of a value of fixed width. */
  static String fixed(DataType type, Layout layout, long at) {
    return switch (type.kind()) {
      case BOOLEAN -> Memory.getByte(at) != 0 ? "true" : "false";
      case INT8, INT16, INT32, INT64 -> Long.toString(integer(layout, at));
      case FLOAT32 -> RealText.show(Memory.getFloat(at));
      case FLOAT64 -> RealText.show(Memory.getDouble(at));
      case DATE -> TimeText.showDate(integer(layout, at));
      case TIME -> TimeText.showTime(Memory.getLong(at), (TimeType) type);
      case TIMESTAMP -> TimeText.showTimestamp(Memory.getLong(at), (TimestampType) type);
      case INTERVAL ->
          IntervalText.show(Intervals.months(at), Intervals.days(at), Intervals.micros(at));
      case DECIMAL -> decimal((DecimalType) type, layout, at).toPlainString();
      case UUID -> Uuids.get(at).toString();
      case ENUM -> ((EnumType) type).values().get((int) integer(layout, at));
      case NULL -> "NULL";
      case STRING, BINARY, LIST, STRUCT, MAP ->
          throw new IllegalArgumentException(type + " has no fixed width");
    };
  }

  private static long integer(Layout layout, long at) {
    return switch (layout) {
      case INT8 -> Memory.getByte(at);
      case INT16 -> Memory.getShort(at);
      case INT32 -> Memory.getInt(at);
      default -> Memory.getLong(at);
    };
  }

  private static BigDecimal decimal(DecimalType type, Layout layout, long at) {
    return layout == Layout.INT128
        ? new BigDecimal(Int128.toBigInteger(at), type.scale())
        : BigDecimal.valueOf(Memory.getLong(at), type.scale());
  }

  /** Adds the text of a nested value, by its bytes. */
  static void nested(DataType type, long bytes, StringBuilder out) {
    if (type instanceof ListType list) {
      list(new ListReader(list.element()).point(bytes), out);
    } else if (type instanceof StructType struct) {
      struct(struct, bytes, out);
    } else {
      map((MapType) type, bytes, out);
    }
  }

  private static void list(ListReader list, StringBuilder out) {
    out.append('[');
    for (int i = 0; i < list.size(); i++) {
      out.append(i == 0 ? "" : ", ");
      element(list, i, out);
    }
    out.append(']');
  }

  private static void struct(StructType type, long bytes, StringBuilder out) {
    StructReader struct = new StructReader(type).point(bytes);
    out.append('{');
    for (int i = 0; i < type.size(); i++) {
      out.append(i == 0 ? "'" : ", '")
          .append(NestedQuotes.escaped(type.fields().get(i).name()))
          .append("': ");
      if (struct.isNull(i)) {
        out.append("NULL");
      } else if (struct.layout(i) == Layout.VIEW) {
        variable(type.type(i), struct.bytes(i), struct.length(i), out);
      } else {
        quoted(type.type(i), fixed(type.type(i), struct.layout(i), struct.value(i)), out);
      }
    }
    out.append('}');
  }

  private static void map(MapType type, long bytes, StringBuilder out) {
    MapReader map = new MapReader(type).point(bytes);
    out.append('{');
    for (int i = 0; i < map.size(); i++) {
      out.append(i == 0 ? "" : ", ");
      element(map.keys(), i, out);
      out.append('=');
      element(map.values(), i, out);
    }
    out.append('}');
  }

  private static void element(ListReader list, int index, StringBuilder out) {
    if (list.isNull(index)) {
      out.append("NULL");
    } else if (list.layout() == Layout.VIEW) {
      variable(list.element(), list.bytes(index), list.length(index), out);
    } else {
      quoted(list.element(), fixed(list.element(), list.layout(), list.value(index)), out);
    }
  }

  private static void variable(DataType type, long bytes, int length, StringBuilder out) {
    if (type.isNested()) {
      nested(type, bytes, out);
      return;
    }
    byte[] copy = Memory.bytes(bytes, length);
    if (type.kind() == TypeKind.BINARY) {
      out.append(BinaryText.show(copy));
    } else {
      quoted(type, new String(copy, StandardCharsets.UTF_8), out);
    }
  }

  /** Numbers and booleans never need quotes. */
  private static void quoted(DataType type, String text, StringBuilder out) {
    boolean isPlain = type.isNumeric() || type.kind() == TypeKind.BOOLEAN;
    out.append(isPlain ? text : NestedQuotes.quoted(text));
  }
}
