package org.weft.container.result;

import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
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
  private ArrowSchemas() {}

  /** The schema as Arrow says it: as in shuffled blocks. */
  public static org.apache.arrow.vector.types.pojo.Schema toArrow(Schema schema) {
    return org.weft.shuffle.block.ArrowSchemas.of(schema);
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
