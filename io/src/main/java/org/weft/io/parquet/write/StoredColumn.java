package org.weft.io.parquet.write;

import java.util.List;
import org.weft.io.parquet.footer.PhysicalType;
import org.weft.io.parquet.thrift.CompactOutput;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;
import org.weft.planner.type.DataType;
import org.weft.planner.type.DecimalType;
import org.weft.planner.type.Field;
import org.weft.planner.type.TimeType;
import org.weft.planner.type.TimestampType;
import org.weft.planner.type.TypeKind;
import org.weft.planner.vector.Intervals;
import org.weft.planner.write.WriteFormat;

/**
 * How a column of ours without nesting, or a part of a nested one, is stored.
 *
 * @param field its name, its type, and whether it may hold nulls
 * @param width bytes of a stored value; 0 for bytes of any number
 * @param form what makes a value of ours a stored one
 * @param place where it stands in the file's schema
 */
record StoredColumn(Field field, PhysicalType physical, int width, Form form, Place place) {
  private static final int REQUIRED = 0;
  private static final int OPTIONAL = 1;

  /**
   * Where a stored column stands.
   *
   * @param path the names from the file's column down to it
   * @param definition the definition level of a value
   * @param repetition how many lists are around it
   */
  record Place(List<String> path, int definition, int repetition) {
    Place {
      path = List.copyOf(path);
    }
  }

  /** Ways from our layouts to stored values. */
  enum Form {
    /** As it lies. */
    SAME,
    INT8_TO_INT32,
    INT16_TO_INT32,
    /** A decimal of few digits. */
    INT64_TO_INT32,
    /** Parquet has no unit so coarse. */
    SECONDS_TO_MILLIS,
    /** A decimal of many digits: sixteen bytes, the high ones first. */
    BIG_ENDIAN,
    /** Sixteen bytes, the high ones first, of which the highest bit is changed here. */
    UUID,
    /** Months, days and milliseconds. */
    INTERVAL,
    /** Length, then bytes. */
    BYTES,
    /** A byte each here, a bit each in pages. */
    BITS
  }

  /** The physical side of a stored form. */
  private record Stored(PhysicalType physical, int width, Form form) {}

  /**
   * The stored form of a column.
   *
   * @throws WeftException UNSUPPORTED_FEATURE if Parquet files have none for its type
   */
  static StoredColumn of(Field field, Place place, WriteFormat.Parquet.Spans spans) {
    Stored stored = stored(field, spans);
    return new StoredColumn(field, stored.physical(), stored.width(), stored.form(), place);
  }

  private static Stored stored(Field field, WriteFormat.Parquet.Spans spans) {
    return switch (field.type().kind()) {
      case BOOLEAN -> new Stored(PhysicalType.BOOLEAN, 1, Form.BITS);
      case INT8, NULL -> new Stored(PhysicalType.INT32, 4, Form.INT8_TO_INT32);
      case INT16 -> new Stored(PhysicalType.INT32, 4, Form.INT16_TO_INT32);
      case INT32, DATE -> new Stored(PhysicalType.INT32, 4, Form.SAME);
      case INT64, TIME -> new Stored(PhysicalType.INT64, 8, Form.SAME);
      case TIMESTAMP -> new Stored(PhysicalType.INT64, 8, form(field.type()));
      case FLOAT32 -> new Stored(PhysicalType.FLOAT, 4, Form.SAME);
      case FLOAT64 -> new Stored(PhysicalType.DOUBLE, 8, Form.SAME);
      case DECIMAL -> decimal((DecimalType) field.type());
      case UUID -> new Stored(PhysicalType.FIXED, 16, Form.UUID);
      case INTERVAL ->
          switch (spans) {
            case STANDARD -> new Stored(PhysicalType.FIXED, 12, Form.INTERVAL);
            case OWN -> new Stored(PhysicalType.FIXED, Intervals.WIDTH, Form.SAME);
          };
      case STRING, BINARY -> new Stored(PhysicalType.BYTE_ARRAY, 0, Form.BYTES);
      default ->
          throw WeftException.of(
                  ErrorCode.UNSUPPORTED_FEATURE,
                  "column '" + field.name() + "': Parquet files cannot hold " + field.type())
              .hint("cast it to another type");
    };
  }

  private static Form form(DataType type) {
    return ((TimestampType) type).unit() == TimestampType.Unit.SECONDS
        ? Form.SECONDS_TO_MILLIS
        : Form.SAME;
  }

  private static Stored decimal(DecimalType type) {
    if (type.precision() <= 9) {
      return new Stored(PhysicalType.INT32, 4, Form.INT64_TO_INT32);
    }
    return type.fitsLong()
        ? new Stored(PhysicalType.INT64, 8, Form.SAME)
        : new Stored(PhysicalType.FIXED, 16, Form.BIG_ENDIAN);
  }

  /** True for intervals, which have no order of bytes. */
  boolean isInterval() {
    return field.type().kind() == TypeKind.INTERVAL;
  }

  boolean isFixed() {
    return width > 0;
  }

  /** Writes the schema element. */
  void describe(CompactOutput out) {
    out.startElement();
    out.int32(1, physical.ordinal());
    if (physical == PhysicalType.FIXED) {
      out.int32(2, width);
    }
    out.int32(3, field.nullability() == Field.Nullability.REQUIRED ? REQUIRED : OPTIONAL);
    out.text(4, field.name());
    annotate(out);
    out.endStruct();
  }

  /** The meaning of stored values, in the older spelling where it has one, and in the newer. */
  private void annotate(CompactOutput out) {
    DataType type = field.type();
    switch (type.kind()) {
      case STRING -> {
        out.int32(6, 0);
        union(out, 1);
      }
      case INT8, INT16 -> {
        int bits = Integer.parseInt(type.toString().substring(3));
        out.int32(6, bits == 8 ? 15 : 16);
        out.startStruct(10);
        out.startStruct(10);
        out.int8(1, bits);
        out.flag(2, true);
        out.endStruct();
        out.endStruct();
      }
      case DATE -> {
        out.int32(6, 6);
        union(out, 6);
      }
      case NULL -> union(out, 11);
      case UUID -> union(out, 14);
      case INTERVAL -> out.int32(6, 21);
      case DECIMAL -> decimal(out, (DecimalType) type);
      case TIMESTAMP -> timestamp(out, (TimestampType) type);
      case TIME -> time(out, (TimeType) type);
      default -> {
        // the physical type says it all
      }
    }
  }

  private static void union(CompactOutput out, int member) {
    out.startStruct(10);
    out.emptyStruct(member);
    out.endStruct();
  }

  private static void decimal(CompactOutput out, DecimalType type) {
    out.int32(6, 5);
    out.int32(7, type.scale());
    out.int32(8, type.precision());
    out.startStruct(10);
    out.startStruct(5);
    out.int32(1, type.scale());
    out.int32(2, type.precision());
    out.endStruct();
    out.endStruct();
  }

  private static void time(CompactOutput out, TimeType type) {
    boolean isNanos = type.unit() == TimestampType.Unit.NANOS;
    if (!isNanos) {
      out.int32(6, 8);
    }
    out.startStruct(10);
    out.startStruct(7);
    out.flag(1, false);
    out.startStruct(2);
    out.emptyStruct(isNanos ? 3 : 2);
    out.endStruct();
    out.endStruct();
    out.endStruct();
  }

  private static void timestamp(CompactOutput out, TimestampType type) {
    boolean utc = type.zone() == TimestampType.Zone.UTC;
    int unit =
        switch (type.unit()) {
          case SECONDS, MILLIS -> 1;
          case MICROS -> 2;
          case NANOS -> 3;
        };
    if (utc && unit < 3) {
      out.int32(6, unit == 1 ? 9 : 10);
    }
    out.startStruct(10);
    out.startStruct(8);
    out.flag(1, utc);
    out.startStruct(2);
    out.emptyStruct(unit);
    out.endStruct();
    out.endStruct();
    out.endStruct();
  }
}
