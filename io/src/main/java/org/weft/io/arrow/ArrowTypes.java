package org.weft.io.arrow;

import java.util.List;
import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.IntervalUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;
import org.weft.planner.type.DataType;
import org.weft.planner.type.DecimalType;
import org.weft.planner.type.ListType;
import org.weft.planner.type.MapType;
import org.weft.planner.type.Schema;
import org.weft.planner.type.SimpleType;
import org.weft.planner.type.StructType;
import org.weft.planner.type.TimeType;
import org.weft.planner.type.TimestampType;

/** Types of Arrow and ours. Unsigned integers become wider signed ones. */
final class ArrowTypes {
  private ArrowTypes() {}

  static Schema schema(org.apache.arrow.vector.types.pojo.Schema schema) {
    return new Schema(schema.getFields().stream().map(ArrowTypes::field).toList());
  }

  private static org.weft.planner.type.Field field(Field field) {
    return org.weft.planner.type.Field.nullable(field.getName(), type(field));
  }

  /** The type of a column, or of what its dictionary holds. */
  static DataType type(Field field) {
    ArrowType type = field.getType();
    DataType known =
        switch (type.getTypeID()) {
          case Null -> SimpleType.NULL;
          case Bool -> SimpleType.BOOLEAN;
          case Int -> integer((ArrowType.Int) type);
          case FloatingPoint ->
              ((ArrowType.FloatingPoint) type).getPrecision() == FloatingPointPrecision.DOUBLE
                  ? SimpleType.FLOAT64
                  : SimpleType.FLOAT32;
          case Decimal -> decimal((ArrowType.Decimal) type);
          case Date -> SimpleType.DATE;
          case Time -> time((ArrowType.Time) type);
          case Timestamp -> timestamp((ArrowType.Timestamp) type);
          case Utf8, LargeUtf8, Utf8View -> SimpleType.STRING;
          case Binary, LargeBinary, FixedSizeBinary, BinaryView -> SimpleType.BINARY;
          case List, LargeList, FixedSizeList, ListView ->
              new ListType(type(field.getChildren().get(0)));
          case Struct ->
              field.getChildren().isEmpty()
                  ? null
                  : new StructType(field.getChildren().stream().map(ArrowTypes::field).toList());
          case Map -> {
            List<Field> pair = field.getChildren().get(0).getChildren();
            yield new MapType(type(pair.get(0)), type(pair.get(1)));
          }
          default -> null;
        };
    if (known == null) {
      throw WeftException.of(
          ErrorCode.UNSUPPORTED_FILE,
          "column '" + field.getName() + "': Weft does not read Arrow's " + type);
    }
    return known;
  }

  private static DataType integer(ArrowType.Int type) {
    int bits = type.getBitWidth();
    if (type.getIsSigned()) {
      return switch (bits) {
        case 8 -> SimpleType.INT8;
        case 16 -> SimpleType.INT16;
        case 32 -> SimpleType.INT32;
        default -> SimpleType.INT64;
      };
    }
    return switch (bits) {
      case 8 -> SimpleType.INT16;
      case 16 -> SimpleType.INT32;
      case 32 -> SimpleType.INT64;
      default -> new DecimalType(20, 0);
    };
  }

  private static DataType decimal(ArrowType.Decimal type) {
    boolean fits =
        type.getPrecision() <= DecimalType.MAX_PRECISION
            && type.getScale() >= 0
            && type.getScale() <= type.getPrecision()
            && type.getBitWidth() == 128;
    return fits ? new DecimalType(type.getPrecision(), type.getScale()) : null;
  }

  private static DataType time(ArrowType.Time type) {
    return switch (type.getUnit()) {
      case SECOND, MILLISECOND, MICROSECOND -> TimeType.MICROS;
      case NANOSECOND -> new TimeType(TimestampType.Unit.NANOS);
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

  /** Columns of ours as Arrow's. */
  static org.apache.arrow.vector.types.pojo.Schema toArrow(Schema schema) {
    return new org.apache.arrow.vector.types.pojo.Schema(
        schema.fields().stream().map(f -> toArrow(f.name(), f.type(), true)).toList());
  }

  private static Field toArrow(String name, DataType type, boolean nullable) {
    return switch (type.kind()) {
      case NULL -> leaf(name, ArrowType.Null.INSTANCE, nullable);
      case BOOLEAN -> leaf(name, ArrowType.Bool.INSTANCE, nullable);
      case INT8 -> leaf(name, new ArrowType.Int(8, true), nullable);
      case INT16 -> leaf(name, new ArrowType.Int(16, true), nullable);
      case INT32 -> leaf(name, new ArrowType.Int(32, true), nullable);
      case INT64 -> leaf(name, new ArrowType.Int(64, true), nullable);
      case FLOAT32 ->
          leaf(name, new ArrowType.FloatingPoint(FloatingPointPrecision.SINGLE), nullable);
      case FLOAT64 ->
          leaf(name, new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE), nullable);
      case DECIMAL -> {
        DecimalType decimal = (DecimalType) type;
        yield leaf(
            name, new ArrowType.Decimal(decimal.precision(), decimal.scale(), 128), nullable);
      }
      case DATE -> leaf(name, new ArrowType.Date(DateUnit.DAY), nullable);
      case TIME -> leaf(name, new ArrowType.Time(unit(((TimeType) type).unit()), 64), nullable);
      case TIMESTAMP -> {
        TimestampType timestamp = (TimestampType) type;
        String zone = timestamp.zone() == TimestampType.Zone.UTC ? "UTC" : null;
        yield leaf(name, new ArrowType.Timestamp(unit(timestamp.unit()), zone), nullable);
      }
      case INTERVAL -> leaf(name, new ArrowType.Interval(IntervalUnit.MONTH_DAY_NANO), nullable);
      case UUID, ENUM ->
          throw new IllegalArgumentException("Arrow files get " + type + " as text: " + name);
      case STRING -> leaf(name, ArrowType.Utf8.INSTANCE, nullable);
      case BINARY -> leaf(name, ArrowType.Binary.INSTANCE, nullable);
      case LIST ->
          group(
              name,
              ArrowType.List.INSTANCE,
              nullable,
              List.of(toArrow("item", ((ListType) type).element(), true)));
      case STRUCT ->
          group(
              name,
              ArrowType.Struct.INSTANCE,
              nullable,
              ((StructType) type)
                  .fields().stream().map(f -> toArrow(f.name(), f.type(), true)).toList());
      case MAP -> {
        Field key = toArrow("key", ((MapType) type).key(), false);
        Field value = toArrow("value", ((MapType) type).value(), true);
        Field entries = group("entries", ArrowType.Struct.INSTANCE, false, List.of(key, value));
        yield group(name, new ArrowType.Map(false), nullable, List.of(entries));
      }
    };
  }

  private static Field group(String name, ArrowType type, boolean nullable, List<Field> children) {
    return new Field(name, new FieldType(nullable, type, null), children);
  }

  private static Field leaf(String name, ArrowType type, boolean nullable) {
    return new Field(name, new FieldType(nullable, type, null), List.of());
  }

  private static org.apache.arrow.vector.types.TimeUnit unit(TimestampType.Unit unit) {
    return switch (unit) {
      case SECONDS -> org.apache.arrow.vector.types.TimeUnit.SECOND;
      case MILLIS -> org.apache.arrow.vector.types.TimeUnit.MILLISECOND;
      case MICROS -> org.apache.arrow.vector.types.TimeUnit.MICROSECOND;
      case NANOS -> org.apache.arrow.vector.types.TimeUnit.NANOSECOND;
    };
  }
}
