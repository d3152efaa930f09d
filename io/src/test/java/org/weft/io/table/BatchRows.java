package org.weft.io.table;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.weft.planner.memory.Memory;
import org.weft.planner.type.DecimalType;
import org.weft.planner.type.TimeType;
import org.weft.planner.type.TimestampType;
import org.weft.planner.vector.Batch;
import org.weft.planner.vector.Layout;
import org.weft.planner.vector.Vector;
import org.weft.planner.vector.Views;
import org.weft.planner.vector.nested.JavaValues;

/** The rows of batches as text, independent of how they are encoded. */
public final class BatchRows {
  private BatchRows() {}

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

  /** Looks at every byte of every selected row and keeps none. */
  public static void touch(Batch batch, List<List<String>> rows) {
    for (int c = 0; c < batch.columnCount(); c++) {
      Vector vector = batch.column(c);
      for (int n = 0; n < batch.selectedCount(); n++) {
        int row = batch.row(n);
        if (!vector.isNull(row)) {
          long at = vector.valueAddress(row);
          Memory.equal(at, at, vector.layout().width());
          if (vector.layout() == Layout.VIEW) {
            Memory.equal(Views.bytes(at), Views.bytes(at), Views.length(at) + 8L);
          }
        }
      }
    }
  }

  /** One value. */
  public static String text(Vector vector, int row) {
    if (vector.isNull(row)) {
      return "null";
    }
    long at = vector.valueAddress(row);
    return switch (vector.type().kind()) {
      case NULL -> "null";
      case BOOLEAN -> Memory.getByte(at) == 1 ? "true" : "false";
      case INT8 -> String.valueOf(Memory.getByte(at));
      case INT16 -> String.valueOf(Memory.getShort(at));
      case INT32 -> String.valueOf(Memory.getInt(at));
      case INT64 -> String.valueOf(Memory.getLong(at));
      case FLOAT32 -> String.valueOf(Memory.getFloat(at));
      case FLOAT64 -> String.valueOf(Memory.getDouble(at));
      case DATE -> LocalDate.ofEpochDay(Memory.getInt(at)).toString();
      case TIMESTAMP -> timestamp(Memory.getLong(at), (TimestampType) vector.type());
      case DECIMAL -> decimal(vector, at);
      case STRING -> new String(Views.toBytes(at), StandardCharsets.UTF_8);
      case BINARY -> HexFormat.of().formatHex(Views.toBytes(at));
      case TIME ->
          LocalTime.ofNanoOfDay(
                  Memory.getLong(at)
                      * (1_000_000_000L / ((TimeType) vector.type()).unit().perSecond()))
              .toString();
      case UUID, ENUM, INTERVAL, LIST, STRUCT, MAP ->
          String.valueOf(JavaValues.read(vector.type(), vector.layout(), at));
    };
  }

  private static String decimal(Vector vector, long at) {
    int scale = ((DecimalType) vector.type()).scale();
    BigInteger unscaled = BigInteger.valueOf(Memory.getLong(at));
    if (vector.layout().width() == 16) {
      BigInteger low = new BigInteger(Long.toUnsignedString(Memory.getLong(at)));
      unscaled = BigInteger.valueOf(Memory.getLong(at + 8)).shiftLeft(64).add(low);
    }
    return new BigDecimal(unscaled, scale).toPlainString();
  }

  private static String timestamp(long value, TimestampType type) {
    ChronoUnit unit =
        switch (type.unit()) {
          case SECONDS -> ChronoUnit.SECONDS;
          case MILLIS -> ChronoUnit.MILLIS;
          case MICROS -> ChronoUnit.MICROS;
          case NANOS -> ChronoUnit.NANOS;
        };
    return LocalDateTime.ofInstant(Instant.EPOCH.plus(value, unit), ZoneOffset.UTC).toString();
  }
}
