package org.weft.planner.vector.nested;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.weft.planner.expr.Value;
import org.weft.planner.memory.Memory;
import org.weft.planner.type.DataType;
import org.weft.planner.type.DecimalType;
import org.weft.planner.type.EnumType;
import org.weft.planner.type.ListType;
import org.weft.planner.type.MapType;
import org.weft.planner.type.StructType;
import org.weft.planner.vector.Intervals;
import org.weft.planner.vector.Layout;
import org.weft.planner.vector.Uuids;
import org.weft.planner.vector.Views;

/**
 * Values as Java objects, for edges and tests; slow. BOOLEAN is a Boolean; integers, DATE, TIME and
 * TIMESTAMP a Long in the type's own units; floats a Double; decimals a BigDecimal of the type's
 * scale; INTERVAL a {@link Value.Span}; UUID a {@link java.util.UUID}; ENUM its text, a String;
 * STRING a String, BINARY a byte array; a list, and a struct by its fields, a List; a map a List of
 * {@link Map.Entry}; null is null.
 */
public final class JavaValues {
  private JavaValues() {}

  /**
   * A value as it lies in a vector.
   *
   * @param layout the canonical one, or INT64 for a decimal of INT128
   */
  public static Object read(DataType type, Layout layout, long address) {
    return switch (type.kind()) {
      case NULL -> null;
      case BOOLEAN -> Memory.getByte(address) != 0;
      case INT8, INT16, INT32, INT64, DATE, TIME, TIMESTAMP -> integer(layout, address);
      case FLOAT32 -> (double) Memory.getFloat(address);
      case FLOAT64 -> Memory.getDouble(address);
      case DECIMAL -> decimal((DecimalType) type, layout, address);
      case INTERVAL -> Intervals.value(address);
      case UUID -> Uuids.get(address);
      case ENUM -> ((EnumType) type).values().get((int) integer(layout, address));
      case STRING -> new String(Views.toBytes(address), StandardCharsets.UTF_8);
      case BINARY -> Views.toBytes(address);
      case LIST, STRUCT, MAP -> read(type, Views.bytes(address));
    };
  }

  private static long integer(Layout layout, long address) {
    return switch (layout) {
      case INT8 -> Memory.getByte(address);
      case INT16 -> Memory.getShort(address);
      case INT32 -> Memory.getInt(address);
      default -> Memory.getLong(address);
    };
  }

  private static BigDecimal decimal(DecimalType type, Layout layout, long address) {
    BigInteger low = BigInteger.valueOf(Memory.getLong(address));
    if (layout != Layout.INT128) {
      return new BigDecimal(low, type.scale());
    }
    BigInteger unsigned = low.signum() < 0 ? low.add(BigInteger.ONE.shiftLeft(64)) : low;
    BigInteger high = BigInteger.valueOf(Memory.getLong(address + 8)).shiftLeft(64);
    return new BigDecimal(high.add(unsigned), type.scale());
  }

  /** A nested value from its bytes. */
  public static List<Object> read(DataType type, long bytes) {
    List<Object> values = new ArrayList<>();
    if (type instanceof ListType list) {
      readList(new ListReader(list.element()).point(bytes), values);
    } else if (type instanceof StructType struct) {
      StructReader reader = new StructReader(struct).point(bytes);
      for (int i = 0; i < struct.size(); i++) {
        values.add(field(reader, struct.type(i), i));
      }
    } else {
      MapReader reader = new MapReader((MapType) type).point(bytes);
      for (int i = 0; i < reader.size(); i++) {
        Object value = element(reader.values(), i);
        values.add(new java.util.AbstractMap.SimpleEntry<>(element(reader.keys(), i), value));
      }
    }
    return values;
  }

  private static void readList(ListReader reader, List<Object> values) {
    for (int i = 0; i < reader.size(); i++) {
      values.add(element(reader, i));
    }
  }

  private static Object element(ListReader reader, int index) {
    if (reader.isNull(index)) {
      return null;
    }
    return reader.layout() == Layout.VIEW
        ? bytes(reader.element(), reader.bytes(index), reader.length(index))
        : read(reader.element(), reader.layout(), reader.value(index));
  }

  private static Object field(StructReader reader, DataType type, int field) {
    if (reader.isNull(field)) {
      return null;
    }
    return reader.layout(field) == Layout.VIEW
        ? bytes(type, reader.bytes(field), reader.length(field))
        : read(type, reader.layout(field), reader.value(field));
  }

  private static Object bytes(DataType type, long address, int length) {
    if (type.isNested()) {
      return read(type, address);
    }
    byte[] bytes = Memory.bytes(address, length);
    return type.kind() == org.weft.planner.type.TypeKind.STRING
        ? new String(bytes, StandardCharsets.UTF_8)
        : bytes;
  }

  /** Starts a builder of a nested type over with a value. */
  public static void build(DataType type, Object value, NestedBuilder builder) {
    builder.start();
    List<?> values = (List<?>) value;
    if (type instanceof ListType list) {
      values.forEach(element -> add(list.element(), element, (ListBuilder) builder));
    } else if (type instanceof StructType struct) {
      for (int i = 0; i < struct.size(); i++) {
        add(struct.type(i), values.get(i), (StructBuilder) builder);
      }
    } else {
      MapType map = (MapType) type;
      MapBuilder pairs = (MapBuilder) builder;
      for (Object pair : values) {
        Map.Entry<?, ?> entry = (Map.Entry<?, ?>) pair;
        add(map.key(), entry.getKey(), pairs.keys());
        add(map.value(), entry.getValue(), pairs.values());
      }
    }
  }

  private static void add(DataType type, Object value, ValuesBuilder to) {
    if (value == null) {
      to.addNull();
      return;
    }
    switch (type.kind()) {
      case NULL -> throw new IllegalArgumentException("a value of type null: " + value);
      case BOOLEAN -> to.addLong((Boolean) value ? 1 : 0);
      case INT8, INT16, INT32, INT64, DATE, TIME, TIMESTAMP -> to.addLong((Long) value);
      case FLOAT32, FLOAT64 -> to.addDouble((Double) value);
      case DECIMAL -> {
        BigInteger unscaled = ((BigDecimal) value).unscaledValue();
        if (to.nextLayout() == Layout.INT128) {
          to.addWide(unscaled.longValue(), unscaled.shiftRight(64).longValue());
        } else {
          to.addLong(unscaled.longValueExact());
        }
      }
      case INTERVAL -> {
        Value.Span span = (Value.Span) value;
        to.addWide((span.months() & 0xFFFFFFFFL) | ((long) span.days() << 32), span.micros());
      }
      case UUID -> {
        java.util.UUID uuid = (java.util.UUID) value;
        to.addWide(uuid.getLeastSignificantBits(), Uuids.high(uuid));
      }
      case ENUM -> to.addLong(((EnumType) type).code((String) value).orElseThrow());
      case STRING -> to.addBytes(((String) value).getBytes(StandardCharsets.UTF_8));
      case BINARY -> to.addBytes((byte[]) value);
      case LIST, STRUCT, MAP -> {
        NestedBuilder child = to.child();
        build(type, value, child);
        to.add(child);
      }
    }
  }
}
