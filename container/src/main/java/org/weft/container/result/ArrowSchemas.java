package org.weft.container.result;

import java.util.List;
import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;
import org.weft.planner.type.DataType;
import org.weft.planner.type.DecimalType;
import org.weft.planner.type.Field;
import org.weft.planner.type.Schema;
import org.weft.planner.type.SimpleType;
import org.weft.planner.type.TimestampType;

/** Weft's types as Arrow's and back. Nothing is lost on the way out. */
public final class ArrowSchemas {
  private static final String UTC = "UTC";
  private static final int DECIMAL_BITS = 128;

  private ArrowSchemas() {}

  /** The schema as Arrow says it. */
  public static org.apache.arrow.vector.types.pojo.Schema toArrow(Schema schema) {
    return new org.apache.arrow.vector.types.pojo.Schema(
        schema.fields().stream().map(ArrowSchemas::toArrow).toList());
  }

  private static org.apache.arrow.vector.types.pojo.Field toArrow(Field field) {
    boolean nullable = field.nullability() == Field.Nullability.NULLABLE;
    FieldType type = new FieldType(nullable, toArrow(field.type()), null);
    return new org.apache.arrow.vector.types.pojo.Field(field.name(), type, List.of());
  }

  /** The type as Arrow says it. */
  public static ArrowType toArrow(DataType type) {
    return switch (type.kind()) {
      case NULL -> ArrowType.Null.INSTANCE;
      case BOOLEAN -> ArrowType.Bool.INSTANCE;
      case INT8 -> new ArrowType.Int(8, true);
      case INT16 -> new ArrowType.Int(16, true);
      case INT32 -> new ArrowType.Int(32, true);
      case INT64 -> new ArrowType.Int(64, true);
      case FLOAT32 -> new ArrowType.FloatingPoint(FloatingPointPrecision.SINGLE);
      case FLOAT64 -> new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE);
      case DECIMAL -> {
        DecimalType decimal = (DecimalType) type;
        yield new ArrowType.Decimal(decimal.precision(), decimal.scale(), DECIMAL_BITS);
      }
      case DATE -> new ArrowType.Date(DateUnit.DAY);
      case TIMESTAMP -> {
        TimestampType timestamp = (TimestampType) type;
        yield new ArrowType.Timestamp(
            toArrow(timestamp.unit()), timestamp.zone() == TimestampType.Zone.UTC ? UTC : null);
      }
      case STRING -> ArrowType.Utf8.INSTANCE;
      case BINARY -> ArrowType.Binary.INSTANCE;
    };
  }

  private static TimeUnit toArrow(TimestampType.Unit unit) {
    return switch (unit) {
      case SECONDS -> TimeUnit.SECOND;
      case MILLIS -> TimeUnit.MILLISECOND;
      case MICROS -> TimeUnit.MICROSECOND;
      case NANOS -> TimeUnit.NANOSECOND;
    };
  }

  /**
   * The schema as Weft says it.
   *
   * @throws WeftException UNSUPPORTED_FEATURE for a type Weft does not have
   */
  public static Schema fromArrow(org.apache.arrow.vector.types.pojo.Schema schema) {
    return new Schema(schema.getFields().stream().map(ArrowSchemas::fromArrow).toList());
  }

  private static Field fromArrow(org.apache.arrow.vector.types.pojo.Field field) {
    DataType type = fromArrow(field.getType(), field.getName());
    return field.isNullable()
        ? Field.nullable(field.getName(), type)
        : Field.required(field.getName(), type);
  }

  private static DataType fromArrow(ArrowType type, String column) {
    DataType known =
        switch (type.getTypeID()) {
          case Null -> SimpleType.NULL;
          case Bool -> SimpleType.BOOLEAN;
          case Int -> integer((ArrowType.Int) type);
          case FloatingPoint -> floating((ArrowType.FloatingPoint) type);
          case Decimal -> decimal((ArrowType.Decimal) type);
          case Date -> ((ArrowType.Date) type).getUnit() == DateUnit.DAY ? SimpleType.DATE : null;
          case Timestamp -> timestamp((ArrowType.Timestamp) type);
          case Utf8 -> SimpleType.STRING;
          case Binary -> SimpleType.BINARY;
          default -> null;
        };
    if (known == null) {
      throw WeftException.of(
          ErrorCode.UNSUPPORTED_FEATURE,
          "column '" + column + "' has the Arrow type " + type + ", which Weft does not know");
    }
    return known;
  }

  private static DataType integer(ArrowType.Int type) {
    if (!type.getIsSigned()) {
      return null;
    }
    return switch (type.getBitWidth()) {
      case 8 -> SimpleType.INT8;
      case 16 -> SimpleType.INT16;
      case 32 -> SimpleType.INT32;
      default -> SimpleType.INT64;
    };
  }

  private static DataType floating(ArrowType.FloatingPoint type) {
    return switch (type.getPrecision()) {
      case SINGLE -> SimpleType.FLOAT32;
      case DOUBLE -> SimpleType.FLOAT64;
      case HALF -> null;
    };
  }

  private static DataType decimal(ArrowType.Decimal type) {
    boolean fits =
        type.getPrecision() <= DecimalType.MAX_PRECISION
            && type.getScale() >= 0
            && type.getScale() <= type.getPrecision();
    return fits ? new DecimalType(type.getPrecision(), type.getScale()) : null;
  }

  private static DataType timestamp(ArrowType.Timestamp type) {
    TimestampType.Unit unit =
        switch (type.getUnit()) {
          case SECOND -> TimestampType.Unit.SECONDS;
          case MILLISECOND -> TimestampType.Unit.MILLIS;
          case MICROSECOND -> TimestampType.Unit.MICROS;
          case NANOSECOND -> TimestampType.Unit.NANOS;
        };
    return new TimestampType(
        unit, type.getTimezone() == null ? TimestampType.Zone.LOCAL : TimestampType.Zone.UTC);
  }
}
