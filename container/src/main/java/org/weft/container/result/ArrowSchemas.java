package org.weft.container.result;

import java.util.List;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.MapVector;
import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.IntervalUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;
import org.weft.planner.type.DataType;
import org.weft.planner.type.DecimalType;
import org.weft.planner.type.Field;
import org.weft.planner.type.ListType;
import org.weft.planner.type.MapType;
import org.weft.planner.type.Schema;
import org.weft.planner.type.SimpleType;
import org.weft.planner.type.StructType;
import org.weft.planner.type.TimeType;
import org.weft.planner.type.TimestampType;

/** Weft's types as Arrow's and back. Nothing is lost on the way out. */
public final class ArrowSchemas {
  private ArrowSchemas() {}

  /**
   * The schema as Arrow says it: as in shuffled blocks, but lists, structs, maps and intervals are
   * Arrow's own.
   */
  public static org.apache.arrow.vector.types.pojo.Schema toArrow(Schema schema) {
    return new org.apache.arrow.vector.types.pojo.Schema(
        schema.fields().stream().map(ArrowSchemas::toArrow).toList());
  }

  private static org.apache.arrow.vector.types.pojo.Field toArrow(Field field) {
    boolean nullable = field.nullability() == Field.Nullability.NULLABLE;
    return toArrow(field.name(), field.type(), nullable);
  }

  private static org.apache.arrow.vector.types.pojo.Field toArrow(
      String name, DataType type, boolean nullable) {
    if (type instanceof ListType list) {
      return parent(
          name,
          new ArrowType.List(),
          nullable,
          List.of(toArrow(ListVector.DATA_VECTOR_NAME, list.element(), true)));
    }
    if (type instanceof StructType struct) {
      return parent(
          name,
          new ArrowType.Struct(),
          nullable,
          struct.fields().stream().map(ArrowSchemas::toArrow).toList());
    }
    if (type instanceof MapType map) {
      List<org.apache.arrow.vector.types.pojo.Field> pair =
          List.of(
              toArrow(MapVector.KEY_NAME, map.key(), false),
              toArrow(MapVector.VALUE_NAME, map.value(), true));
      return parent(
          name,
          new ArrowType.Map(false),
          nullable,
          List.of(parent(MapVector.DATA_VECTOR_NAME, new ArrowType.Struct(), false, pair)));
    }
    ArrowType arrow =
        type == SimpleType.INTERVAL
            ? new ArrowType.Interval(IntervalUnit.MONTH_DAY_NANO)
            : org.weft.shuffle.block.ArrowSchemas.type(type);
    return parent(name, arrow, nullable, List.of());
  }

  private static org.apache.arrow.vector.types.pojo.Field parent(
      String name,
      ArrowType type,
      boolean nullable,
      List<org.apache.arrow.vector.types.pojo.Field> children) {
    return new org.apache.arrow.vector.types.pojo.Field(
        name, new FieldType(nullable, type, null), children);
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
    DataType type = typeOf(field);
    return field.isNullable()
        ? Field.nullable(field.getName(), type)
        : Field.required(field.getName(), type);
  }

  private static DataType typeOf(org.apache.arrow.vector.types.pojo.Field field) {
    ArrowType type = field.getType();
    DataType known =
        switch (type.getTypeID()) {
          case Null -> SimpleType.NULL;
          case Bool -> SimpleType.BOOLEAN;
          case Int -> integer((ArrowType.Int) type);
          case FloatingPoint -> floating((ArrowType.FloatingPoint) type);
          case Decimal -> decimal((ArrowType.Decimal) type);
          case Date -> ((ArrowType.Date) type).getUnit() == DateUnit.DAY ? SimpleType.DATE : null;
          case Timestamp -> timestamp((ArrowType.Timestamp) type);
          case Time -> time((ArrowType.Time) type);
          case Interval ->
              ((ArrowType.Interval) type).getUnit() == IntervalUnit.MONTH_DAY_NANO
                  ? SimpleType.INTERVAL
                  : null;
          case Utf8 -> SimpleType.STRING;
          case Binary -> SimpleType.BINARY;
          case List -> new ListType(typeOf(field.getChildren().get(0)));
          case Struct ->
              field.getChildren().isEmpty()
                  ? null
                  : new StructType(
                      field.getChildren().stream().map(ArrowSchemas::fromArrow).toList());
          case Map -> {
            var pair = field.getChildren().get(0).getChildren();
            yield new MapType(typeOf(pair.get(0)), typeOf(pair.get(1)));
          }
          default -> null;
        };
    if (known == null) {
      throw WeftException.of(
          ErrorCode.UNSUPPORTED_FEATURE,
          "column '"
              + field.getName()
              + "' has the Arrow type "
              + type
              + ", which Weft does not know");
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

  private static DataType time(ArrowType.Time type) {
    return switch (type.getUnit()) {
      case MICROSECOND -> TimeType.MICROS;
      case NANOSECOND -> new TimeType(TimestampType.Unit.NANOS);
      default -> null;
    };
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
