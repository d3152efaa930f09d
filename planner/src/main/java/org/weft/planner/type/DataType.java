package org.weft.planner.type;

/** The type of a column or expression. Closed: every kernel and reader must meet every kind. */
public sealed interface DataType
    permits SimpleType,
        DecimalType,
        EnumType,
        TimeType,
        TimestampType,
        ListType,
        StructType,
        MapType {
  /** The family of this type. */
  TypeKind kind();

  /** True for the integer, floating and decimal types. */
  default boolean isNumeric() {
    return switch (kind()) {
      case INT8, INT16, INT32, INT64, FLOAT32, FLOAT64, DECIMAL -> true;
      case NULL,
          BOOLEAN,
          DATE,
          TIME,
          TIMESTAMP,
          INTERVAL,
          STRING,
          BINARY,
          UUID,
          ENUM,
          LIST,
          STRUCT,
          MAP ->
          false;
    };
  }

  /** True for the four signed integer types. */
  default boolean isInteger() {
    return switch (kind()) {
      case INT8, INT16, INT32, INT64 -> true;
      default -> false;
    };
  }

  /** True for lists, structs and maps. */
  default boolean isNested() {
    return kind() == TypeKind.LIST || kind() == TypeKind.STRUCT || kind() == TypeKind.MAP;
  }

  /** True for intervals, and for lists, structs and maps that have some inside. */
  default boolean holdsIntervals() {
    return holds(TypeKind.INTERVAL);
  }

  /** True for types of this family, and for lists, structs and maps that have some inside. */
  default boolean holds(TypeKind kind) {
    if (this instanceof ListType list) {
      return kind() == kind || list.element().holds(kind);
    }
    if (this instanceof MapType map) {
      return kind() == kind || map.key().holds(kind) || map.value().holds(kind);
    }
    if (this instanceof StructType struct) {
      return kind() == kind || struct.fields().stream().anyMatch(f -> f.type().holds(kind));
    }
    return kind() == kind;
  }

  /**
   * True for values of variable length: strings and binaries, and lists, structs and maps, which
   * are bytes too ({@code org.weft.planner.vector.nested}).
   */
  default boolean isVariableLength() {
    return kind() == TypeKind.STRING || kind() == TypeKind.BINARY || isNested();
  }

  /**
   * Reads the spelling that {@code toString} writes, such as {@code int64}, {@code decimal(15,2)},
   * {@code time(us)}, {@code timestamp(us,utc)}, {@code list(int32)}, {@code map(string, int64)} or
   * {@code struct(a int32, "other name" list(string))}.
   *
   * @throws IllegalArgumentException if the text names no type
   */
  static DataType parse(String text) {
    return TypeSpelling.read(text);
  }
}
