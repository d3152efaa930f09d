package org.weft.io.arrow;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float4Vector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.IntervalMonthDayNanoVector;
import org.apache.arrow.vector.SmallIntVector;
import org.apache.arrow.vector.TimeMicroVector;
import org.apache.arrow.vector.TimeNanoVector;
import org.apache.arrow.vector.TimeStampVector;
import org.apache.arrow.vector.TinyIntVector;
import org.apache.arrow.vector.VarBinaryVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.MapVector;
import org.apache.arrow.vector.complex.StructVector;
import org.weft.planner.expr.Value;
import org.weft.planner.type.DataType;
import org.weft.planner.type.ListType;
import org.weft.planner.type.MapType;
import org.weft.planner.type.StructType;

/** Puts values into the library's vectors, from Java objects of the kinds of {@code JavaValues}. */
final class ArrowValues {
  private ArrowValues() {}

  /** Puts a value, or null, at a row of a vector of the type that we write. */
  static void put(DataType type, Object value, FieldVector to, int row) {
    if (value == null) {
      to.setNull(row);
      return;
    }
    switch (type.kind()) {
      case NULL -> to.setNull(row);
      case BOOLEAN -> ((BitVector) to).setSafe(row, (Boolean) value ? 1 : 0);
      case INT8 -> ((TinyIntVector) to).setSafe(row, ((Long) value).intValue());
      case INT16 -> ((SmallIntVector) to).setSafe(row, ((Long) value).intValue());
      case INT32 -> ((IntVector) to).setSafe(row, ((Long) value).intValue());
      case INT64 -> ((BigIntVector) to).setSafe(row, (Long) value);
      case FLOAT32 -> ((Float4Vector) to).setSafe(row, ((Double) value).floatValue());
      case FLOAT64 -> ((Float8Vector) to).setSafe(row, (Double) value);
      case DECIMAL -> ((DecimalVector) to).setSafe(row, (BigDecimal) value);
      case DATE -> ((DateDayVector) to).setSafe(row, ((Long) value).intValue());
      case TIME -> {
        if (to instanceof TimeMicroVector micros) {
          micros.setSafe(row, (Long) value);
        } else {
          ((TimeNanoVector) to).setSafe(row, (Long) value);
        }
      }
      case TIMESTAMP -> ((TimeStampVector) to).setSafe(row, (Long) value);
      case INTERVAL -> {
        Value.Span span = (Value.Span) value;
        long nanos = Math.multiplyExact(span.micros(), 1_000L);
        ((IntervalMonthDayNanoVector) to).setSafe(row, span.months(), span.days(), nanos);
      }
      case STRING ->
          ((VarCharVector) to).setSafe(row, ((String) value).getBytes(StandardCharsets.UTF_8));
      case BINARY -> ((VarBinaryVector) to).setSafe(row, (byte[]) value);
      case LIST -> putList(((ListType) type).element(), (List<?>) value, (ListVector) to, row);
      case STRUCT -> {
        StructVector struct = (StructVector) to;
        struct.setIndexDefined(row);
        for (int i = 0; i < ((StructType) type).size(); i++) {
          FieldVector field = (FieldVector) struct.getChildByOrdinal(i);
          put(((StructType) type).type(i), ((List<?>) value).get(i), field, row);
        }
      }
      case MAP -> putMap((MapType) type, (List<?>) value, (MapVector) to, row);
      case UUID, ENUM -> throw new IllegalArgumentException(type + " leaves Weft as its text");
    }
  }

  private static void putList(DataType element, List<?> values, ListVector to, int row) {
    int start = to.startNewValue(row);
    for (int i = 0; i < values.size(); i++) {
      put(element, values.get(i), to.getDataVector(), start + i);
    }
    to.endValue(row, values.size());
  }

  private static void putMap(MapType type, List<?> entries, MapVector to, int row) {
    int start = to.startNewValue(row);
    StructVector pairs = (StructVector) to.getDataVector();
    for (int i = 0; i < entries.size(); i++) {
      Map.Entry<?, ?> entry = (Map.Entry<?, ?>) entries.get(i);
      pairs.setIndexDefined(start + i);
      put(type.key(), entry.getKey(), (FieldVector) pairs.getChildByOrdinal(0), start + i);
      put(type.value(), entry.getValue(), (FieldVector) pairs.getChildByOrdinal(1), start + i);
    }
    to.endValue(row, entries.size());
  }
}
