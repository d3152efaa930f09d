package org.weft.io.orc;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.orc.storage.common.type.HiveDecimal;
import org.apache.orc.storage.ql.exec.vector.BytesColumnVector;
import org.apache.orc.storage.ql.exec.vector.ColumnVector;
import org.apache.orc.storage.ql.exec.vector.DecimalColumnVector;
import org.apache.orc.storage.ql.exec.vector.DoubleColumnVector;
import org.apache.orc.storage.ql.exec.vector.ListColumnVector;
import org.apache.orc.storage.ql.exec.vector.LongColumnVector;
import org.apache.orc.storage.ql.exec.vector.MapColumnVector;
import org.apache.orc.storage.ql.exec.vector.StructColumnVector;
import org.apache.orc.storage.ql.exec.vector.TimestampColumnVector;
import org.weft.io.scan.VectorSlots;
import org.weft.planner.type.DataType;
import org.weft.planner.type.DecimalType;
import org.weft.planner.type.ListType;
import org.weft.planner.type.MapType;
import org.weft.planner.type.StructType;
import org.weft.planner.type.TimestampType;

/** Values in the library's vectors. */
final class OrcValues {
  private static final long MILLIS_PER_SECOND = 1_000;
  private static final long NANOS_PER_SECOND = 1_000_000_000;

  private OrcValues() {}

  /** Copies the values of a column's first rows. */
  static void copy(ColumnVector from, int rows, VectorSlots to) {
    switch (to.type().kind()) {
      case BOOLEAN, INT8, INT16, INT32, INT64, DATE -> {
        long[] values = ((LongColumnVector) from).vector;
        for (int i = 0; i < rows; i++) {
          if (isValue(from, i)) {
            to.setLong(i, values[row(from, i)]);
          }
        }
      }
      case FLOAT32, FLOAT64 -> {
        double[] values = ((DoubleColumnVector) from).vector;
        for (int i = 0; i < rows; i++) {
          if (isValue(from, i)) {
            to.setDouble(i, values[row(from, i)]);
          }
        }
      }
      case STRING, BINARY -> {
        BytesColumnVector bytes = (BytesColumnVector) from;
        for (int i = 0; i < rows; i++) {
          if (isValue(from, i)) {
            int row = row(from, i);
            to.setBytes(i, bytes.vector[row], bytes.start[row], bytes.length[row]);
          }
        }
      }
      default -> {
        for (int i = 0; i < rows; i++) {
          if (isValue(from, i)) {
            to.set(i, read(to.type(), from, row(from, i)));
          }
        }
      }
    }
  }

  private static int row(ColumnVector from, int row) {
    return from.isRepeating ? 0 : row;
  }

  private static boolean isValue(ColumnVector from, int row) {
    return from.noNulls || !from.isNull[row(from, row)];
  }

  private static Object at(DataType type, ColumnVector from, int row) {
    return isValue(from, row) ? read(type, from, row(from, row)) : null;
  }

  private static Object read(DataType type, ColumnVector from, int row) {
    return switch (type.kind()) {
      case BOOLEAN -> ((LongColumnVector) from).vector[row] != 0;
      case INT8, INT16, INT32, INT64, DATE -> ((LongColumnVector) from).vector[row];
      case FLOAT32, FLOAT64 -> ((DoubleColumnVector) from).vector[row];
      case STRING -> new String(bytes((BytesColumnVector) from, row), StandardCharsets.UTF_8);
      case BINARY -> bytes((BytesColumnVector) from, row);
      case TIMESTAMP -> micros((TimestampColumnVector) from, row);
      case DECIMAL ->
          ((DecimalColumnVector) from)
              .vector[row]
              .getHiveDecimal()
              .bigDecimalValue()
              .setScale(((DecimalType) type).scale());
      case LIST -> {
        ListColumnVector lists = (ListColumnVector) from;
        List<Object> values = new ArrayList<>();
        for (long i = 0; i < lists.lengths[row]; i++) {
          int element = (int) (lists.offsets[row] + i);
          values.add(at(((ListType) type).element(), lists.child, element));
        }
        yield values;
      }
      case STRUCT -> {
        StructColumnVector structs = (StructColumnVector) from;
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < ((StructType) type).size(); i++) {
          values.add(at(((StructType) type).type(i), structs.fields[i], row));
        }
        yield values;
      }
      case MAP -> {
        MapColumnVector maps = (MapColumnVector) from;
        List<Object> pairs = new ArrayList<>();
        for (long i = 0; i < maps.lengths[row]; i++) {
          int pair = (int) (maps.offsets[row] + i);
          pairs.add(
              new AbstractMap.SimpleEntry<>(
                  at(((MapType) type).key(), maps.keys, pair),
                  at(((MapType) type).value(), maps.values, pair)));
        }
        yield pairs;
      }
      default -> throw new IllegalStateException("no values of " + type + " in ORC");
    };
  }

  private static byte[] bytes(BytesColumnVector from, int row) {
    return java.util.Arrays.copyOfRange(
        from.vector[row], from.start[row], from.start[row] + from.length[row]);
  }

  private static long micros(TimestampColumnVector from, int row) {
    long seconds = Math.floorDiv(from.time[row], MILLIS_PER_SECOND);
    return Math.addExact(Math.multiplyExact(seconds, 1_000_000L), from.nanos[row] / 1_000);
  }

  /** Puts a value, or null, at a row. */
  static void put(DataType type, Object value, ColumnVector to, int row) {
    if (value == null) {
      to.noNulls = false;
      to.isNull[row] = true;
      return;
    }
    to.isNull[row] = false;
    switch (type.kind()) {
      case BOOLEAN -> ((LongColumnVector) to).vector[row] = (Boolean) value ? 1 : 0;
      case INT8, INT16, INT32, INT64, DATE -> ((LongColumnVector) to).vector[row] = (Long) value;
      case FLOAT32, FLOAT64 -> ((DoubleColumnVector) to).vector[row] = (Double) value;
      case STRING ->
          ((BytesColumnVector) to).setVal(row, ((String) value).getBytes(StandardCharsets.UTF_8));
      case BINARY -> ((BytesColumnVector) to).setVal(row, (byte[]) value);
      case TIMESTAMP -> moment((TimestampType) type, (Long) value, (TimestampColumnVector) to, row);
      case DECIMAL -> {
        BigDecimal decimal = (BigDecimal) value;
        BigInteger unscaled = decimal.unscaledValue();
        ((DecimalColumnVector) to).set(row, HiveDecimal.create(unscaled, decimal.scale()));
      }
      case LIST -> list((ListType) type, (List<?>) value, (ListColumnVector) to, row);
      case STRUCT -> {
        StructColumnVector structs = (StructColumnVector) to;
        for (int i = 0; i < ((StructType) type).size(); i++) {
          put(((StructType) type).type(i), ((List<?>) value).get(i), structs.fields[i], row);
        }
      }
      case MAP -> map((MapType) type, (List<?>) value, (MapColumnVector) to, row);
      default -> throw new IllegalStateException("no values of " + type + " in ORC");
    }
  }

  private static void moment(TimestampType type, long value, TimestampColumnVector to, int row) {
    long perSecond = type.unit().perSecond();
    long seconds = Math.floorDiv(value, perSecond);
    long nanos = Math.floorMod(value, perSecond) * (NANOS_PER_SECOND / perSecond);
    to.time[row] = Math.multiplyExact(seconds, MILLIS_PER_SECOND) + nanos / 1_000_000;
    to.nanos[row] = (int) nanos;
  }

  private static void list(ListType type, List<?> values, ListColumnVector to, int row) {
    to.offsets[row] = to.childCount;
    to.lengths[row] = values.size();
    to.child.ensureSize(to.childCount + values.size(), true);
    for (Object value : values) {
      put(type.element(), value, to.child, to.childCount++);
    }
  }

  private static void map(MapType type, List<?> pairs, MapColumnVector to, int row) {
    to.offsets[row] = to.childCount;
    to.lengths[row] = pairs.size();
    to.keys.ensureSize(to.childCount + pairs.size(), true);
    to.values.ensureSize(to.childCount + pairs.size(), true);
    for (Object pair : pairs) {
      Map.Entry<?, ?> entry = (Map.Entry<?, ?>) pair;
      put(type.key(), entry.getKey(), to.keys, to.childCount);
      put(type.value(), entry.getValue(), to.values, to.childCount++);
    }
  }
}
