package org.weft.container.hash;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.weft.planner.memory.Memory;
import org.weft.planner.type.DataType;
import org.weft.planner.type.DecimalType;
import org.weft.planner.type.Field;
import org.weft.planner.type.Schema;
import org.weft.planner.type.SimpleType;
import org.weft.planner.type.TimestampType;
import org.weft.planner.vector.Batch;
import org.weft.planner.vector.Layout;
import org.weft.planner.vector.Vector;
import org.weft.planner.vector.Views;

/**
 * Rows as lists of plain objects: Boolean, Long, Float, Double, BigInteger for decimals of any
 * size, String for text and binaries (as Latin-1), or null.
 */
public final class TestRows {
  /** One type of every kind that columns have. */
  public static final List<DataType> TYPES =
      List.of(
          SimpleType.BOOLEAN,
          SimpleType.INT8,
          SimpleType.INT16,
          SimpleType.INT32,
          SimpleType.INT64,
          SimpleType.FLOAT32,
          SimpleType.FLOAT64,
          SimpleType.DATE,
          TimestampType.MICROS,
          SimpleType.STRING,
          SimpleType.BINARY,
          new DecimalType(15, 2),
          new DecimalType(38, 4));

  private TestRows() {}

  /** A value of a type, or null; about this many are distinct. */
  public static Object value(DataType type, int distinct, Random random) {
    if (random.nextInt(8) == 0) {
      return null;
    }
    return valueNotNull(type, distinct, random);
  }

  /** A value of a type. */
  public static Object valueNotNull(DataType type, int distinct, Random random) {
    int n = random.nextInt(distinct) - distinct / 3;
    return switch (type.kind()) {
      case NULL -> null;
      case BOOLEAN -> n % 2 == 0;
      case INT8 -> (long) (byte) n;
      case INT16 -> (long) (short) (n * 37);
      case INT32, ENUM, DATE -> (long) (n * 1_000_003);
      case INT64, TIME, TIMESTAMP -> n * 1_000_000_007L * 1_000_003L;
      case FLOAT32 -> n == 0 ? List.of(0.0f, -0.0f, Float.NaN).get(random.nextInt(3)) : n / 3.0f;
      case FLOAT64 ->
          n == 0 ? List.of(0.0, -0.0, Double.NaN).get(random.nextInt(3)) : (Object) (n * 0.25);
      case STRING, BINARY, LIST, STRUCT, MAP -> text(n);
      case INTERVAL, UUID -> BigInteger.valueOf(n).shiftLeft(70);
      case DECIMAL ->
          ((DecimalType) type).fitsLong()
              ? BigInteger.valueOf(n * 1_000_000_007L)
              : n % 3 == 0
                  ? BigInteger.valueOf(n)
                  : BigInteger.valueOf(n).shiftLeft(70).add(BigInteger.ONE);
    };
  }

  private static String text(int n) {
    return switch (Math.floorMod(n, 4)) {
      case 0 -> n == 0 ? "" : "s" + n;
      case 1 -> "the same beginning " + n;
      case 2 -> "\u00e4" + n + "x".repeat(Math.floorMod(n, 23));
      default -> Integer.toString(n);
    };
  }

  /** A schema of these types. */
  public static Schema schema(List<DataType> types) {
    List<Field> fields = new ArrayList<>();
    for (DataType type : types) {
      fields.add(Field.nullable("c" + fields.size(), type));
    }
    return new Schema(fields);
  }

  /** What is equal under GROUP BY becomes equal under {@link Object#equals}. */
  public static Object normal(Object value) {
    if (value instanceof Float f) {
      return Float.isNaN(f) ? (Object) Float.NaN : (Object) (f + 0.0f);
    }
    if (value instanceof Double d) {
      return Double.isNaN(d) ? (Object) Double.NaN : (Object) (d + 0.0);
    }
    return value;
  }

  /** A row with every value {@link #normal}. */
  public static List<Object> normal(List<Object> row) {
    return row.stream()
        .map(TestRows::normal)
        .collect(java.util.stream.Collectors.toCollection(ArrayList::new));
  }

  /** The selected rows of a batch. */
  public static List<List<Object>> read(Batch batch) {
    List<List<Object>> rows = new ArrayList<>();
    for (int n = 0; n < batch.selectedCount(); n++) {
      Object[] row = new Object[batch.columnCount()];
      for (int c = 0; c < row.length; c++) {
        row[c] = read(batch.column(c), batch.row(n));
      }
      rows.add(Collections.unmodifiableList(Arrays.asList(row)));
    }
    return rows;
  }

  /** A value of a vector. */
  public static Object read(Vector vector, int row) {
    if (vector.isNull(row)) {
      return null;
    }
    long at = vector.valueAddress(row);
    DataType type = vector.type();
    return switch (type.kind()) {
      case NULL -> throw new AssertionError("a value of type null");
      case BOOLEAN -> Memory.getByte(at) != 0;
      case INT8 -> (long) Memory.getByte(at);
      case INT16 -> (long) Memory.getShort(at);
      case INT32, ENUM, DATE -> (long) Memory.getInt(at);
      case INT64, TIME, TIMESTAMP -> Memory.getLong(at);
      case FLOAT32 -> Memory.getFloat(at);
      case FLOAT64 -> Memory.getDouble(at);
      case STRING, BINARY, LIST, STRUCT, MAP ->
          new String(Views.toBytes(at), StandardCharsets.ISO_8859_1);
      case INTERVAL, UUID, DECIMAL ->
          vector.layout() == Layout.INT64
              ? BigInteger.valueOf(Memory.getLong(at))
              : BigInteger.valueOf(Memory.getLong(at + 8))
                  .shiftLeft(64)
                  .add(new BigInteger(Long.toUnsignedString(Memory.getLong(at))));
    };
  }
}
