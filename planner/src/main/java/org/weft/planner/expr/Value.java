package org.weft.planner.expr;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HexFormat;
import org.weft.planner.type.DataType;
import org.weft.planner.type.DecimalType;
import org.weft.planner.type.EnumType;
import org.weft.planner.type.SimpleType;
import org.weft.planner.type.TimeType;
import org.weft.planner.type.TimestampType;
import org.weft.planner.type.TypeKind;
import org.weft.planner.vector.Uuids;

/** One value, in the form its type is stored in. Also used for minima and maxima of columns. */
public sealed interface Value {
  /** How the value of this type is shown to people, as a SQL literal. */
  String show(DataType type);

  /** No value. */
  record Null() implements Value {
    @Override
    public String show(DataType type) {
      return "NULL";
    }
  }

  record Bool(boolean value) implements Value {
    @Override
    public String show(DataType type) {
      return value ? "true" : "false";
    }
  }

  /**
   * INT8–INT64, DATE (days), TIME and TIMESTAMP (units), ENUM (the place among its texts), and
   * decimals of up to 18 digits (unscaled).
   */
  record Int(long value) implements Value {
    @Override
    public String show(DataType type) {
      return switch (type.kind()) {
        case DATE -> "DATE '" + LocalDate.ofEpochDay(value) + "'";
        case TIME -> "TIME '" + showTime((TimeType) type) + "'";
        case TIMESTAMP -> "TIMESTAMP '" + showTimestamp((TimestampType) type) + "'";
        case ENUM -> new Text(((EnumType) type).values().get((int) value)).show(type);
        case DECIMAL -> BigDecimal.valueOf(value, ((DecimalType) type).scale()).toPlainString();
        default -> Long.toString(value);
      };
    }

    private String showTime(TimeType type) {
      long nanos = value * (1_000_000_000L / type.unit().perSecond());
      return java.time.LocalTime.ofNanoOfDay(nanos).toString();
    }

    private String showTimestamp(TimestampType type) {
      long perSecond = type.unit().perSecond();
      long seconds = Math.floorDiv(value, perSecond);
      long nanos = Math.floorMod(value, perSecond) * (1_000_000_000L / perSecond);
      return java.time.LocalDateTime.ofEpochSecond(seconds, (int) nanos, java.time.ZoneOffset.UTC)
          .toString()
          .replace('T', ' ');
    }
  }

  /** A decimal of 19 to 38 digits, unscaled; a UUID as {@link Uuids} stores it. */
  record Big(BigInteger value) implements Value {
    @Override
    public String show(DataType type) {
      if (type == SimpleType.UUID) {
        return "UUID '" + Uuids.of(this) + "'";
      }
      int scale = type instanceof DecimalType decimal ? decimal.scale() : 0;
      return new BigDecimal(value, scale).toPlainString();
    }
  }

  /** FLOAT32 and FLOAT64. */
  record Real(double value) implements Value {
    @Override
    public String show(DataType type) {
      return Double.toString(value);
    }
  }

  /** STRING. */
  record Text(String value) implements Value {
    @Override
    public String show(DataType type) {
      return "'" + value.replace("'", "''") + "'";
    }

    /** The stored form. */
    public byte[] utf8() {
      return value.getBytes(StandardCharsets.UTF_8);
    }
  }

  /** INTERVAL: its three counts, which may differ in sign. */
  record Span(int months, int days, long micros) implements Value {
    @Override
    public String show(DataType type) {
      return "INTERVAL '" + IntervalText.show(months, days, micros) + "'";
    }
  }

  /**
   * BINARY; also lists, structs and maps, as {@code org.weft.planner.vector.nested} lays them out.
   * The array is not to be changed.
   */
  record Bytes(byte[] value) implements Value {
    @Override
    public String show(DataType type) {
      return "X'" + HexFormat.of().formatHex(value) + "'";
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Bytes bytes && Arrays.equals(value, bytes.value);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(value);
    }

    @Override
    public String toString() {
      return show(null);
    }
  }

  /** The value of a decimal type from its unscaled number, in the form that type is stored in. */
  static Value decimal(BigInteger unscaled, DecimalType type) {
    return type.fitsLong() ? new Int(unscaled.longValueExact()) : new Big(unscaled);
  }

  /** The unscaled number of a decimal, whichever form it has. */
  static BigInteger unscaled(Value value) {
    if (value instanceof Int small) {
      return BigInteger.valueOf(small.value());
    }
    if (value instanceof Big big) {
      return big.value();
    }
    throw new IllegalArgumentException("not a decimal: " + value + " of " + TypeKind.DECIMAL);
  }
}
