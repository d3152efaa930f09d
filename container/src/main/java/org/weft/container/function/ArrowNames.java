package org.weft.container.function;

import org.weft.planner.type.DataType;
import org.weft.planner.type.DecimalType;
import org.weft.planner.type.Field;
import org.weft.planner.type.ListType;
import org.weft.planner.type.MapType;
import org.weft.planner.type.StructType;
import org.weft.planner.type.TimeType;
import org.weft.planner.type.TimestampType;

/** Types by the names that Arrow's libraries and DataFusion give them. */
final class ArrowNames {
  private ArrowNames() {}

  static String of(DataType type) {
    return switch (type.kind()) {
      case NULL -> "Null";
      case BOOLEAN -> "Boolean";
      case INT8 -> "Int8";
      case INT16 -> "Int16";
      case INT32 -> "Int32";
      case INT64 -> "Int64";
      case FLOAT32 -> "Float32";
      case FLOAT64 -> "Float64";
      case DECIMAL -> {
        DecimalType decimal = (DecimalType) type;
        yield "Decimal128(" + decimal.precision() + ", " + decimal.scale() + ")";
      }
      case DATE -> "Date32";
      case TIME -> "Time64(" + ((TimeType) type).unit() + ")";
      case TIMESTAMP -> {
        TimestampType timestamp = (TimestampType) type;
        boolean isLocal = timestamp.zone() == TimestampType.Zone.LOCAL;
        yield "Timestamp(" + timestamp.unit() + (isLocal ? ")" : ", \"UTC\")");
      }
      case INTERVAL -> "Interval(MonthDayNano)";
      case STRING, UUID, ENUM -> "Utf8";
      case BINARY -> "Binary";
      case LIST -> "List(" + of(((ListType) type).element()) + ")";
      case MAP -> {
        MapType map = (MapType) type;
        yield "Map(\"entries\": Struct(\"key\": "
            + of(map.key())
            + ", \"value\": "
            + of(map.value())
            + "), unsorted)";
      }
      case STRUCT -> {
        StringBuilder fields = new StringBuilder();
        for (Field field : ((StructType) type).fields()) {
          fields.append(fields.isEmpty() ? "" : ", ");
          fields.append('"').append(field.name()).append("\": ").append(of(field.type()));
        }
        yield "Struct(" + fields + ")";
      }
    };
  }
}
