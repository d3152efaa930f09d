package org.weft.io.text;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.weft.planner.memory.Memory;
import org.weft.planner.type.DataType;
import org.weft.planner.type.DecimalType;
import org.weft.planner.type.TimestampType;
import org.weft.planner.vector.Layout;
import org.weft.planner.vector.Vector;
import org.weft.planner.vector.Views;

/** One value at a time as text, for names of directories and the like. */
public final class ValueText {
  private ValueText() {}

  /** A row's value; null for no value. */
  public static String of(Vector vector, int row) {
    return vector.isNull(row) ? null : of(vector.type(), vector.layout(), vector.valueAddress(row));
  }

  private static String of(DataType type, Layout layout, long at) {
    return switch (type.kind()) {
      case NULL -> null;
      case BOOLEAN -> Memory.getByte(at) == 1 ? "true" : "false";
      case INT8 -> Byte.toString(Memory.getByte(at));
      case INT16 -> Short.toString(Memory.getShort(at));
      case INT32 -> Integer.toString(Memory.getInt(at));
      case INT64 -> Long.toString(Memory.getLong(at));
      case FLOAT32 -> Float.toString(Memory.getFloat(at));
      case FLOAT64 -> Double.toString(Memory.getDouble(at));
      case DATE -> LocalDate.ofEpochDay(Memory.getInt(at)).toString();
      case TIMESTAMP -> timestamp(Memory.getLong(at), (TimestampType) type);
      case DECIMAL ->
          new BigDecimal(unscaled(layout, at), ((DecimalType) type).scale()).toPlainString();
      case STRING, BINARY -> new String(Views.toBytes(at), StandardCharsets.UTF_8);
      default -> throw new IllegalStateException("no text for " + type);
    };
  }

  private static BigInteger unscaled(Layout layout, long at) {
    if (layout == Layout.INT64) {
      return BigInteger.valueOf(Memory.getLong(at));
    }
    return Memory.getInt128(at);
  }

  private static String timestamp(long value, TimestampType type) {
    long perSecond = type.unit().perSecond();
    long seconds = Math.floorDiv(value, perSecond);
    long nanos = Math.floorMod(value, perSecond) * (1_000_000_000L / perSecond);
    LocalDateTime time = LocalDateTime.ofEpochSecond(seconds, (int) nanos, ZoneOffset.UTC);
    String date = time.toLocalDate() + " ";
    String clock = time.toLocalTime().toString();
    return date + (clock.length() == 5 ? clock + ":00" : clock);
  }
}
