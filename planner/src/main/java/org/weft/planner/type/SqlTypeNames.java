package org.weft.planner.type;

import java.util.Locale;
import java.util.stream.Collectors;

/** The names that SQL has for types: what CAST understands, spelled as in DuckDB. */
public final class SqlTypeNames {
  private SqlTypeNames() {}

  /** The name of a type, such as {@code DECIMAL(10,2)} or {@code INTEGER[]}. */
  public static String of(DataType type) {
    if (type instanceof SimpleType simple) {
      return simple(simple);
    }
    if (type instanceof DecimalType decimal) {
      return "DECIMAL(" + decimal.precision() + "," + decimal.scale() + ")";
    }
    if (type instanceof TimestampType timestamp) {
      return timestamp(timestamp);
    }
    if (type instanceof TimeType time && time.unit() == TimestampType.Unit.NANOS) {
      return "TIME_NS";
    }
    if (type instanceof EnumType values) {
      return values.spelled("ENUM(");
    }
    if (type instanceof ListType list) {
      return of(list.element()) + "[]";
    }
    if (type instanceof MapType map) {
      return "MAP(" + of(map.key()) + ", " + of(map.value()) + ")";
    }
    if (type instanceof StructType struct) {
      return struct.fields().stream()
          .map(field -> name(field.name()) + " " + of(field.type()))
          .collect(Collectors.joining(", ", "STRUCT(", ")"));
    }
    return type.kind().name().toUpperCase(Locale.ROOT);
  }

  private static String name(String field) {
    return field.matches("[A-Za-z_]\\w*") ? field : '"' + field.replace("\"", "\"\"") + '"';
  }

  private static String simple(SimpleType type) {
    return switch (type) {
      case NULL -> "NULL";
      case BOOLEAN -> "BOOLEAN";
      case INT8 -> "TINYINT";
      case INT16 -> "SMALLINT";
      case INT32 -> "INTEGER";
      case INT64 -> "BIGINT";
      case FLOAT32 -> "FLOAT";
      case FLOAT64 -> "DOUBLE";
      case DATE -> "DATE";
      case INTERVAL -> "INTERVAL";
      case STRING -> "VARCHAR";
      case BINARY -> "BLOB";
      case UUID -> "UUID";
    };
  }

  private static String timestamp(TimestampType type) {
    if (type.zone() != TimestampType.Zone.LOCAL) {
      return "TIMESTAMP WITH TIME ZONE";
    }
    return switch (type.unit()) {
      case SECONDS -> "TIMESTAMP_S";
      case MILLIS -> "TIMESTAMP_MS";
      case MICROS -> "TIMESTAMP";
      case NANOS -> "TIMESTAMP_NS";
    };
  }
}
