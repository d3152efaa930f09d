package org.weft.container.result;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.TimeStampVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.weft.container.fixture.Rows;

/** An Arrow root's rows as {@link Rows} shows them, read through Arrow's own accessors. */
final class ArrowRows {
  private ArrowRows() {}

  static List<List<Object>> of(VectorSchemaRoot root) {
    List<List<Object>> rows = new ArrayList<>();
    for (int i = 0; i < root.getRowCount(); i++) {
      List<Object> row = new ArrayList<>();
      for (FieldVector vector : root.getFieldVectors()) {
        row.add(value(vector, i));
      }
      rows.add(row);
    }
    return rows;
  }

  private static Object value(FieldVector vector, int row) {
    Object value = vector.getObject(row);
    if (value == null || value instanceof LocalDate) {
      return value;
    }
    if (vector instanceof DateDayVector days) {
      return LocalDate.ofEpochDay(days.get(row));
    }
    if (value instanceof LocalDateTime || vector instanceof TimeStampVector) {
      return ((TimeStampVector) vector).get(row);
    }
    if (value instanceof Byte || value instanceof Short || value instanceof Integer) {
      return ((Number) value).longValue();
    }
    if (value instanceof byte[] bytes) {
      return "0x" + HexFormat.of().formatHex(bytes);
    }
    return value instanceof org.apache.arrow.vector.util.Text ? value.toString() : value;
  }
}
