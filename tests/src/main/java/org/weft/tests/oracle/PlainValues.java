package org.weft.tests.oracle;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Date;
import java.sql.SQLException;
import java.sql.Struct;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.IntervalMonthDayNanoVector;
import org.apache.arrow.vector.TimeMicroVector;
import org.apache.arrow.vector.TimeNanoVector;
import org.apache.arrow.vector.TimeStampVector;
import org.apache.arrow.vector.ValueVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.MapVector;
import org.apache.arrow.vector.complex.StructVector;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;

/**
 * Values of both engines in one form: BigDecimal for exact numbers, Double for floating ones,
 * Boolean, List, Map (a struct by its fields in order, a map by its keys as text, sorted), and text
 * for all others; null for null.
 *
 * <p>Dates are ISO; timestamps {@code 2001-02-03 04:05:06.789} with as many digits as are not zero,
 * those of a zone in UTC with {@code +00} behind; times alike; bytes {@code \x0AFF}; intervals
 * {@code 14 months 3 days 4.5 s}.
 */
public final class PlainValues {
  private static final long NANOS = 1_000_000_000L;

  private PlainValues() {}

  /** A value of a JDBC driver. */
  static Object ofJdbc(Object value) {
    try {
      return jdbc(value);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Object jdbc(Object value) throws SQLException {
    if (value == null || value instanceof Boolean || value instanceof BigDecimal) {
      return value;
    }
    if (value instanceof Float || value instanceof Double) {
      return ((Number) value).doubleValue();
    }
    if (value instanceof BigInteger big) {
      return new BigDecimal(big);
    }
    if (value instanceof Number number) {
      return BigDecimal.valueOf(number.longValue());
    }
    if (value instanceof Timestamp timestamp) {
      return timestamp(timestamp.toLocalDateTime());
    }
    if (value instanceof LocalDateTime timestamp) {
      return timestamp(timestamp);
    }
    if (value instanceof OffsetDateTime instant) {
      return timestamp(instant.withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime()) + "+00";
    }
    if (value instanceof Date date) {
      return date.toLocalDate().toString();
    }
    if (value instanceof Time time) {
      return time(time.toLocalTime());
    }
    if (value instanceof LocalTime time) {
      return time(time);
    }
    if (value instanceof Blob blob) {
      return bytes(blob.getBytes(1, (int) blob.length()));
    }
    if (value instanceof byte[] bytes) {
      return bytes(bytes);
    }
    return nested(value);
  }

  private static Object nested(Object value) throws SQLException {
    if (value instanceof Array array) {
      List<Object> list = new ArrayList<>();
      for (Object element : (Object[]) array.getArray()) {
        list.add(jdbc(element));
      }
      return list;
    }
    if (value instanceof org.duckdb.DuckDBStruct struct) {
      Map<String, Object> fields = new LinkedHashMap<>();
      for (Map.Entry<String, Object> field : struct.getMap().entrySet()) {
        fields.put(field.getKey(), jdbc(field.getValue()));
      }
      return fields;
    }
    if (value instanceof Struct struct) {
      List<Object> fields = new ArrayList<>();
      for (Object field : struct.getAttributes()) {
        fields.add(jdbc(field));
      }
      return fields;
    }
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> entries = new TreeMap<>();
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        entries.put(String.valueOf(jdbc(entry.getKey())), jdbc(entry.getValue()));
      }
      return entries;
    }
    return value.toString();
  }

  /** A value of a column of ours. */
  static Object ofArrow(ValueVector vector, int row) {
    if (vector.isNull(row)) {
      return null;
    }
    if (vector instanceof DateDayVector date) {
      return java.time.LocalDate.ofEpochDay(date.get(row)).toString();
    }
    if (vector instanceof TimeStampVector timestamp) {
      ArrowType.Timestamp type = (ArrowType.Timestamp) vector.getField().getType();
      String text = timestamp(timestamp(timestamp.get(row), type.getUnit()));
      return type.getTimezone() == null ? text : text + "+00";
    }
    if (vector instanceof TimeMicroVector time) {
      return time(LocalTime.ofNanoOfDay(time.get(row) * 1000));
    }
    if (vector instanceof TimeNanoVector time) {
      return time(LocalTime.ofNanoOfDay(time.get(row)));
    }
    if (vector instanceof IntervalMonthDayNanoVector interval) {
      return interval(
          IntervalMonthDayNanoVector.getMonths(interval.getDataBuffer(), row),
          IntervalMonthDayNanoVector.getDays(interval.getDataBuffer(), row),
          IntervalMonthDayNanoVector.getNanoseconds(interval.getDataBuffer(), row));
    }
    if (vector instanceof MapVector map) {
      return map(map, row);
    }
    if (vector instanceof ListVector list) {
      List<Object> elements = new ArrayList<>();
      for (int i = list.getElementStartIndex(row); i < list.getElementEndIndex(row); i++) {
        elements.add(ofArrow(list.getDataVector(), i));
      }
      return elements;
    }
    if (vector instanceof StructVector struct) {
      Map<String, Object> fields = new LinkedHashMap<>();
      for (FieldVector field : struct.getChildrenFromFields()) {
        fields.put(field.getName(), ofArrow(field, row));
      }
      return fields;
    }
    return ofJdbc(vector.getObject(row));
  }

  private static Map<String, Object> map(MapVector map, int row) {
    StructVector entries = (StructVector) map.getDataVector();
    Map<String, Object> sorted = new TreeMap<>();
    for (int i = map.getElementStartIndex(row); i < map.getElementEndIndex(row); i++) {
      sorted.put(
          String.valueOf(ofArrow(entries.getChildByOrdinal(0), i)),
          ofArrow(entries.getChildByOrdinal(1), i));
    }
    return sorted;
  }

  private static LocalDateTime timestamp(long value, TimeUnit unit) {
    long perSecond =
        switch (unit) {
          case SECOND -> 1;
          case MILLISECOND -> 1_000;
          case MICROSECOND -> 1_000_000;
          case NANOSECOND -> NANOS;
        };
    int nanos = (int) (Math.floorMod(value, perSecond) * (NANOS / perSecond));
    return LocalDateTime.ofEpochSecond(Math.floorDiv(value, perSecond), nanos, ZoneOffset.UTC);
  }

  private static String timestamp(LocalDateTime timestamp) {
    return timestamp.toLocalDate() + " " + time(timestamp.toLocalTime());
  }

  private static String time(LocalTime time) {
    String whole =
        String.format("%02d:%02d:%02d", time.getHour(), time.getMinute(), time.getSecond());
    if (time.getNano() == 0) {
      return whole;
    }
    return whole + "." + String.format("%09d", time.getNano()).replaceFirst("0+$", "");
  }

  private static String bytes(byte[] bytes) {
    return "\\x" + HexFormat.of().withUpperCase().formatHex(bytes);
  }

  /** An interval, its parts that are not zero. */
  static String interval(int months, int days, long nanos) {
    List<String> parts = new ArrayList<>();
    if (months != 0) {
      parts.add(months + " months");
    }
    if (days != 0) {
      parts.add(days + " days");
    }
    if (nanos != 0 || parts.isEmpty()) {
      BigDecimal seconds = new BigDecimal(nanos).movePointLeft(9).stripTrailingZeros();
      parts.add(seconds.toPlainString() + " s");
    }
    return String.join(" ", parts);
  }
}
