package org.weft.io.table;

import java.math.BigDecimal;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.weft.io.scan.VectorSlots;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;
import org.weft.planner.memory.MemoryPool;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.type.DataType;
import org.weft.planner.type.DecimalType;
import org.weft.planner.type.ListType;
import org.weft.planner.type.MapType;
import org.weft.planner.type.SimpleType;
import org.weft.planner.type.StructType;
import org.weft.planner.type.TimestampType;
import org.weft.planner.vector.Batch;
import org.weft.planner.vector.Vector;
import org.weft.planner.vector.nested.JavaValues;

/**
 * Turns lists, structs and maps of a file's type into those of a table's type: wider values, fields
 * of structs by name, null for those the file lacks. By Java objects, one by one: files that differ
 * inside are few.
 */
final class NestedWidening implements AutoCloseable {
  private static final long SECONDS_PER_DAY = 86_400;

  private final DataType from;
  private final DataType to;
  private final MemoryScope memory;
  private final VectorSlots slots;

  NestedWidening(DataType from, DataType to, MemoryPool pool) {
    this.from = from;
    this.to = to;
    this.memory = pool.scope("values that differ inside");
    try {
      this.slots = new VectorSlots(to, memory);
    } catch (RuntimeException e) {
      memory.close();
      throw e;
    }
  }

  static boolean isPossible(DataType from, DataType to) {
    if (from instanceof ListType list && to instanceof ListType wide) {
      return Widening.isPossible(list.element(), wide.element());
    }
    if (from instanceof MapType map && to instanceof MapType wide) {
      return Widening.isPossible(map.key(), wide.key())
          && Widening.isPossible(map.value(), wide.value());
    }
    return from instanceof StructType struct
        && to instanceof StructType wide
        && struct.fields().stream()
            .allMatch(
                field -> {
                  OptionalInt there = wide.indexOf(field.name());
                  return there.isPresent()
                      && Widening.isPossible(field.type(), wide.type(there.getAsInt()));
                });
  }

  /** Points a vector at the converted values of the rows that count; all others are null. */
  void apply(Vector source, Batch rows, Vector target) {
    slots.reset();
    int[] selection = rows.selection();
    for (int i = 0; i < rows.selectedCount(); i++) {
      int row = selection == null ? i : selection[i];
      if (!source.isNull(row)) {
        Object value = JavaValues.read(from, source.layout(), source.valueAddress(row));
        slots.set(row, convert(from, to, value));
      }
    }
    slots.point(target, rows.rowCount());
  }

  private static Object convert(DataType from, DataType to, Object value) {
    if (value == null || from.equals(to)) {
      return value;
    }
    if (to instanceof ListType wide) {
      List<Object> elements = new ArrayList<>();
      for (Object element : (List<?>) value) {
        elements.add(convert(((ListType) from).element(), wide.element(), element));
      }
      return elements;
    }
    if (to instanceof MapType wide) {
      List<Object> pairs = new ArrayList<>();
      MapType map = (MapType) from;
      for (Object pair : (List<?>) value) {
        Map.Entry<?, ?> entry = (Map.Entry<?, ?>) pair;
        pairs.add(
            new AbstractMap.SimpleEntry<>(
                convert(map.key(), wide.key(), entry.getKey()),
                convert(map.value(), wide.value(), entry.getValue())));
      }
      return pairs;
    }
    return to instanceof StructType wide
        ? struct((StructType) from, wide, (List<?>) value)
        : leaf(from, to, value);
  }

  private static List<Object> struct(StructType from, StructType to, List<?> values) {
    List<Object> fields = new ArrayList<>();
    for (int i = 0; i < to.size(); i++) {
      OptionalInt there = from.indexOf(to.fields().get(i).name());
      fields.add(
          there.isEmpty()
              ? null
              : convert(from.type(there.getAsInt()), to.type(i), values.get(there.getAsInt())));
    }
    return fields;
  }

  private static Object leaf(DataType from, DataType to, Object value) {
    if (to instanceof DecimalType decimal) {
      BigDecimal number =
          value instanceof BigDecimal exact ? exact : BigDecimal.valueOf((Long) value);
      return number.setScale(decimal.scale());
    }
    if (to instanceof TimestampType timestamp) {
      long perSecond = timestamp.unit().perSecond();
      long factor =
          from instanceof TimestampType source
              ? perSecond / source.unit().perSecond()
              : perSecond * SECONDS_PER_DAY;
      try {
        return Math.multiplyExact((Long) value, factor);
      } catch (ArithmeticException e) {
        throw WeftException.of(
            ErrorCode.NUMERIC_OVERFLOW, value + " of " + from + " is too large for " + to, e);
      }
    }
    return to == SimpleType.FLOAT64 ? (Object) ((Number) value).doubleValue() : value;
  }

  @Override
  public void close() {
    memory.close();
  }
}
