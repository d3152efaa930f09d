package org.weft.io.parquet.footer;

import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;
import org.weft.planner.type.DataType;
import org.weft.planner.type.DecimalType;
import org.weft.planner.type.SimpleType;
import org.weft.planner.type.TimeType;
import org.weft.planner.type.TimestampType;
import org.weft.planner.vector.Intervals;

/** Which type of ours stored values have. */
final class ColumnTypes {
  private static final int WIDEST_FIXED = 1 << 20;

  private static final PhysicalType[] PHYSICAL = PhysicalType.values();

  /**
   * What a leaf holds.
   *
   * @param width bytes of a stored value; 0 for BOOLEAN and BYTE_ARRAY
   */
  record Stored(DataType type, PhysicalType physical, int width, Conversion conversion) {}

  private ColumnTypes() {}

  /**
   * What a leaf holds.
   *
   * @throws WeftException UNSUPPORTED_FILE if that has no type of ours
   */
  static Stored of(SchemaElement element) {
    if (element.type() >= PHYSICAL.length) {
      throw unsupported(element, "values of type " + element.type());
    }
    PhysicalType physical = PHYSICAL[element.type()];
    return switch (physical) {
      case BOOLEAN -> leaf(element, SimpleType.BOOLEAN, Conversion.NONE);
      case INT32 -> int32(element);
      case INT64 -> int64(element);
      case INT96 -> leaf(element, TimestampType.MICROS, Conversion.INT96_TO_MICROS);
      case FLOAT -> leaf(element, SimpleType.FLOAT32, Conversion.NONE);
      case DOUBLE -> leaf(element, SimpleType.FLOAT64, Conversion.NONE);
      case BYTE_ARRAY -> bytes(element);
      case FIXED -> fixed(element);
    };
  }

  private static Stored int32(SchemaElement element) {
    int bits = element.annotation().first();
    return switch (element.annotation().kind()) {
      case NONE, UNKNOWN -> leaf(element, SimpleType.INT32, Conversion.NONE);
      case DATE -> leaf(element, SimpleType.DATE, Conversion.NONE);
      case DECIMAL -> leaf(element, decimal(element, 9), Conversion.INT32_TO_INT64);
      case SIGNED ->
          switch (bits) {
            case 8 -> leaf(element, SimpleType.INT8, Conversion.INT32_TO_INT8);
            case 16 -> leaf(element, SimpleType.INT16, Conversion.INT32_TO_INT16);
            case 32 -> leaf(element, SimpleType.INT32, Conversion.NONE);
            default -> throw unsupported(element);
          };
      case UNSIGNED ->
          switch (bits) {
            case 8 -> leaf(element, SimpleType.INT16, Conversion.UINT8_TO_INT16);
            case 16 -> leaf(element, SimpleType.INT32, Conversion.UINT16_TO_INT32);
            case 32 -> leaf(element, SimpleType.INT64, Conversion.UINT32_TO_INT64);
            default -> throw unsupported(element);
          };
      case TIME -> {
        if (element.annotation().first() != TimestampType.Unit.MILLIS.ordinal()) {
          throw unsupported(element);
        }
        yield leaf(element, TimeType.MICROS, Conversion.INT32_MILLIS_TO_MICROS);
      }
      default -> throw unsupported(element);
    };
  }

  private static Stored int64(SchemaElement element) {
    boolean isWide = element.annotation().first() == 64;
    return switch (element.annotation().kind()) {
      case NONE, UNKNOWN -> leaf(element, SimpleType.INT64, Conversion.NONE);
      case TIMESTAMP -> leaf(element, element.annotation().timestamp(), Conversion.NONE);
      case TIME -> {
        TimestampType.Unit unit = TimestampType.Unit.values()[element.annotation().first()];
        if (unit != TimestampType.Unit.MICROS && unit != TimestampType.Unit.NANOS) {
          throw unsupported(element);
        }
        yield leaf(element, new TimeType(unit), Conversion.NONE);
      }
      case DECIMAL -> leaf(element, decimal(element, 18), Conversion.NONE);
      case SIGNED -> {
        if (!isWide) {
          throw unsupported(element);
        }
        yield leaf(element, SimpleType.INT64, Conversion.NONE);
      }
      case UNSIGNED -> {
        if (!isWide) {
          throw unsupported(element);
        }
        yield leaf(element, new DecimalType(20, 0), Conversion.UINT64_TO_INT128);
      }
      default -> throw unsupported(element);
    };
  }

  private static Stored bytes(SchemaElement element) {
    return switch (element.annotation().kind()) {
      case NONE, UNKNOWN, BSON -> leaf(element, SimpleType.BINARY, Conversion.NONE);
      case STRING, ENUM, JSON -> leaf(element, SimpleType.STRING, Conversion.NONE);
      case DECIMAL -> {
        DecimalType to = decimal(element, DecimalType.MAX_PRECISION);
        yield leaf(
            element, to, to.fitsLong() ? Conversion.BYTES_TO_INT64 : Conversion.BYTES_TO_INT128);
      }
      default -> throw unsupported(element);
    };
  }

  private static Stored fixed(SchemaElement element) {
    if (element.typeLength() < 1 || element.typeLength() > WIDEST_FIXED) {
      throw unsupported(element, "fixed columns of " + element.typeLength() + " bytes");
    }
    return switch (element.annotation().kind()) {
      case NONE, UNKNOWN -> leaf(element, SimpleType.BINARY, Conversion.FIXED_TO_VIEW);
      case UUID -> {
        if (element.typeLength() != 16) {
          throw unsupported(element);
        }
        yield leaf(element, SimpleType.UUID, Conversion.FIXED_TO_UUID);
      }
      case INTERVAL -> {
        yield switch (element.typeLength()) {
          case 12 -> leaf(element, SimpleType.INTERVAL, Conversion.FIXED_TO_INTERVAL);
          // the tables of sessions, see WriteFormat.Parquet.Spans
          case Intervals.WIDTH -> leaf(element, SimpleType.INTERVAL, Conversion.NONE);
          default -> throw unsupported(element);
        };
      }
      case FLOAT16 -> {
        if (element.typeLength() != 2) {
          throw unsupported(element);
        }
        yield leaf(element, SimpleType.FLOAT32, Conversion.FLOAT16_TO_FLOAT32);
      }
      case DECIMAL -> {
        DecimalType to = decimal(element, DecimalType.MAX_PRECISION);
        yield leaf(
            element, to, to.fitsLong() ? Conversion.FIXED_TO_INT64 : Conversion.FIXED_TO_INT128);
      }
      default -> throw unsupported(element);
    };
  }

  private static DecimalType decimal(SchemaElement element, int mostDigits) {
    int precision = element.annotation().first();
    int scale = element.annotation().second();
    if (precision < 1 || precision > mostDigits || scale < 0 || scale > precision) {
      throw unsupported(element);
    }
    return new DecimalType(precision, scale);
  }

  private static Stored leaf(SchemaElement element, DataType to, Conversion conversion) {
    PhysicalType physical = PHYSICAL[element.type()];
    int width = physical == PhysicalType.FIXED ? element.typeLength() : physical.width();
    return new Stored(to, physical, width, conversion);
  }

  private static WeftException unsupported(SchemaElement element) {
    return unsupported(element, PHYSICAL[element.type()] + " as " + element.annotation());
  }

  /** The error of who asks for a column that cannot be read. */
  static WeftException unsupported(SchemaElement element, String what) {
    String annotated =
        element.annotation().kind() == Annotation.Kind.NONE
            ? ""
            : " (" + element.annotation() + ")";
    return WeftException.of(
            ErrorCode.UNSUPPORTED_FILE,
            "column '" + element.name() + "'" + annotated + ": Weft does not read " + what)
        .hint("select the other columns, or write the file with a type Weft reads");
  }
}
