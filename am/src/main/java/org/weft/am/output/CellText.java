package org.weft.am.output;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.StringJoiner;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.IntervalMonthDayNanoVector;
import org.apache.arrow.vector.TimeMicroVector;
import org.apache.arrow.vector.TimeNanoVector;
import org.apache.arrow.vector.TimeStampVector;
import org.apache.arrow.vector.VarBinaryVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.MapVector;
import org.apache.arrow.vector.complex.StructVector;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.weft.planner.expr.IntervalText;
import org.weft.planner.expr.NestedQuotes;

/** The text of one value of an Arrow vector. */
public final class CellText {
  private static final long NANOS_PER_MICRO = 1000;

  private CellText() {}

  /** The value as SQL would print it. The row must not be null. */
  public static String of(FieldVector vector, int row) {
    if (vector instanceof VarCharVector text) {
      return new String(text.get(row), StandardCharsets.UTF_8);
    }
    if (vector instanceof BigIntVector number) {
      return Long.toString(number.get(row));
    }
    if (vector instanceof DateDayVector date) {
      return LocalDate.ofEpochDay(date.get(row)).toString();
    }
    if (vector instanceof TimeStampVector timestamp) {
      return timestamp(timestamp.get(row), (ArrowType.Timestamp) timestamp.getField().getType());
    }
    if (vector instanceof TimeMicroVector clock) {
      return time(LocalTime.ofNanoOfDay(clock.get(row) * NANOS_PER_MICRO));
    }
    if (vector instanceof TimeNanoVector clock) {
      return time(LocalTime.ofNanoOfDay(clock.get(row)));
    }
    if (vector instanceof IntervalMonthDayNanoVector span) {
      return IntervalText.show(
          IntervalMonthDayNanoVector.getMonths(span.getDataBuffer(), row),
          IntervalMonthDayNanoVector.getDays(span.getDataBuffer(), row),
          IntervalMonthDayNanoVector.getNanoseconds(span.getDataBuffer(), row) / NANOS_PER_MICRO);
    }
    if (vector instanceof BitVector bit) {
      return bit.get(row) == 1 ? "true" : "false";
    }
    if (vector instanceof VarBinaryVector bytes) {
      return HexFormat.of().formatHex(bytes.get(row));
    }
    if (vector instanceof MapVector map) {
      return map(map, row);
    }
    if (vector instanceof ListVector list) {
      return list(list, row);
    }
    if (vector instanceof StructVector struct) {
      return struct(struct, row);
    }
    Object value = vector.getObject(row);
    return value instanceof BigDecimal decimal ? decimal.toPlainString() : String.valueOf(value);
  }

  private static String list(ListVector list, int row) {
    StringJoiner text = new StringJoiner(", ", "[", "]");
    int end = list.getElementEndIndex(row);
    for (int i = list.getElementStartIndex(row); i < end; i++) {
      text.add(inside(list.getDataVector(), i));
    }
    return text.toString();
  }

  private static String struct(StructVector struct, int row) {
    StringJoiner text = new StringJoiner(", ", "{", "}");
    for (FieldVector field : struct.getChildrenFromFields()) {
      text.add("'" + NestedQuotes.escaped(field.getName()) + "': " + inside(field, row));
    }
    return text.toString();
  }

  private static String map(MapVector map, int row) {
    StringJoiner text = new StringJoiner(", ", "{", "}");
    StructVector pairs = (StructVector) map.getDataVector();
    FieldVector keys = pairs.getChildrenFromFields().get(0);
    FieldVector values = pairs.getChildrenFromFields().get(1);
    int end = map.getElementEndIndex(row);
    for (int i = map.getElementStartIndex(row); i < end; i++) {
      text.add(inside(keys, i) + "=" + inside(values, i));
    }
    return text.toString();
  }

  /** A value inside of another: as a cast to text has it. */
  private static String inside(FieldVector vector, int row) {
    if (vector.isNull(row)) {
      return "NULL";
    }
    boolean isNested = vector instanceof ListVector || vector instanceof StructVector;
    return isNested ? of(vector, row) : NestedQuotes.quoted(of(vector, row));
  }

  private static String timestamp(long count, ArrowType.Timestamp type) {
    long perSecond = perSecond(type.getUnit());
    long seconds = Math.floorDiv(count, perSecond);
    long nanos = Math.floorMod(count, perSecond) * (1_000_000_000L / perSecond);
    LocalDateTime local = LocalDateTime.ofEpochSecond(seconds, (int) nanos, ZoneOffset.UTC);
    String text = local.toLocalDate() + " " + time(local.toLocalTime());
    return type.getTimezone() == null ? text : text + offset(type, seconds);
  }

  private static String offset(ArrowType.Timestamp type, long seconds) {
    ZoneOffset offset =
        java.time.ZoneId.of(type.getTimezone())
            .getRules()
            .getOffset(Instant.ofEpochSecond(seconds));
    return offset.equals(ZoneOffset.UTC) ? "Z" : offset.toString();
  }

  private static String time(LocalTime local) {
    String text = local.toString();
    return text.length() == "00:00".length() ? text + ":00" : text;
  }

  private static long perSecond(TimeUnit unit) {
    return switch (unit) {
      case SECOND -> 1L;
      case MILLISECOND -> 1_000L;
      case MICROSECOND -> 1_000_000L;
      case NANOSECOND -> 1_000_000_000L;
    };
  }
}
