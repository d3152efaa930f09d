package org.weft.io.table;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.weft.planner.type.DataType;
import org.weft.planner.type.DecimalType;
import org.weft.planner.type.ListType;
import org.weft.planner.type.MapType;
import org.weft.planner.type.StructType;
import org.weft.planner.type.TypeKind;
import org.weft.planner.vector.Batch;
import org.weft.planner.vector.Vector;
import org.weft.planner.vector.nested.JavaValues;

/** Nested values in DuckDB's spelling, to be compared with what it says. */
public final class NestedText {
  private NestedText() {}

  /** Adds every selected row of a batch. */
  public static void all(Batch batch, List<List<String>> rows) {
    for (int n = 0; n < batch.selectedCount(); n++) {
      List<String> row = new ArrayList<>();
      for (int c = 0; c < batch.columnCount(); c++) {
        row.add(text(batch.column(c), batch.row(n)));
      }
      rows.add(row);
    }
  }

  private static String text(Vector vector, int row) {
    if (!vector.type().isNested() || vector.isNull(row)) {
      return BatchRows.text(vector, row);
    }
    return text(
        vector.type(), JavaValues.read(vector.type(), vector.layout(), vector.valueAddress(row)));
  }

  private static String text(DataType type, Object value) {
    if (value == null) {
      return "NULL";
    }
    List<String> parts = new ArrayList<>();
    if (type instanceof ListType list) {
      ((List<?>) value).forEach(each -> parts.add(text(list.element(), each)));
      return "[" + String.join(", ", parts) + "]";
    }
    if (type instanceof StructType struct) {
      for (int i = 0; i < struct.size(); i++) {
        String name = struct.fields().get(i).name();
        parts.add("'" + name + "': " + text(struct.type(i), ((List<?>) value).get(i)));
      }
      return "{" + String.join(", ", parts) + "}";
    }
    if (type instanceof MapType map) {
      for (Object pair : (List<?>) value) {
        Map.Entry<?, ?> entry = (Map.Entry<?, ?>) pair;
        parts.add(text(map.key(), entry.getKey()) + "=" + text(map.value(), entry.getValue()));
      }
      return "{" + String.join(", ", parts) + "}";
    }
    if (type.kind() == TypeKind.FLOAT32) {
      return String.valueOf(((Double) value).floatValue());
    }
    if (type.kind() == TypeKind.DATE) {
      return java.time.LocalDate.ofEpochDay((Long) value).toString();
    }
    if (type instanceof DecimalType) {
      return ((java.math.BigDecimal) value).toPlainString();
    }
    return value.toString();
  }

  /** The rows of a file as DuckDB reads them: nested columns as text. */
  static List<List<String>> rows(DuckDb duck, Path file) {
    return rows(duck, "'" + file + "'");
  }

  /** The rows of a table in FROM as DuckDB reads them: nested columns as text. */
  static List<List<String>> rows(DuckDb duck, String from) {
    return duck.rows("SELECT COLUMNS(*)::VARCHAR FROM " + from);
  }
}
