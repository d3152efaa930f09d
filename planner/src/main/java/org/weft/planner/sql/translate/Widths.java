package org.weft.planner.sql.translate;

import java.util.List;
import org.weft.planner.expr.Column;
import org.weft.planner.expr.Expression;
import org.weft.planner.scan.DataFile;
import org.weft.planner.scan.TableData;
import org.weft.planner.type.DataType;
import org.weft.planner.type.DecimalType;
import org.weft.planner.type.Schema;

/** Guesses how many bytes a value takes in memory. */
final class Widths {
  private static final double UNKNOWN_TEXT = 24;
  private static final double UNKNOWN_NESTED = 100;

  private Widths() {}

  /** By the files: what their parts say of each column. */
  static double[] of(TableData table, List<Integer> columns) {
    double[] widths = new double[columns.size()];
    double rows = table.rowCount();
    for (int i = 0; i < widths.length; i++) {
      int column = columns.get(i);
      double bytes = 0;
      for (DataFile file : table.files()) {
        for (DataFile.Split split : file.splits()) {
          bytes += column < split.memoryBytes().length ? split.memoryBytes()[column] : 0;
        }
      }
      DataType type = table.schema().type(column);
      widths[i] = bytes > 0 && rows > 0 ? bytes / rows : of(type);
    }
    return widths;
  }

  /** By type. */
  static double of(DataType type) {
    return switch (type.kind()) {
      case NULL -> 0;
      case BOOLEAN, INT8 -> 1;
      case INT16 -> 2;
      case INT32, FLOAT32, DATE, ENUM -> 4;
      case INT64, FLOAT64, TIME, TIMESTAMP -> 8;
      case DECIMAL -> ((DecimalType) type).fitsLong() ? 8 : 16;
      case INTERVAL, UUID -> 16;
      case STRING, BINARY -> UNKNOWN_TEXT;
      case LIST, STRUCT, MAP -> UNKNOWN_NESTED;
    };
  }

  static double[] of(Schema schema) {
    return schema.fields().stream().mapToDouble(field -> of(field.type())).toArray();
  }

  /** Of expressions over columns of known width. */
  static double[] of(List<Expression> expressions, double[] input) {
    return expressions.stream()
        .mapToDouble(e -> e instanceof Column column ? input[column.ordinal()] : of(e.type()))
        .toArray();
  }

  static double[] concat(double[] left, double[] right) {
    double[] all = java.util.Arrays.copyOf(left, left.length + right.length);
    System.arraycopy(right, 0, all, left.length, right.length);
    return all;
  }
}
