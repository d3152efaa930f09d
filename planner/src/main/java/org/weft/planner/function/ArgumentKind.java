package org.weft.planner.function;

import java.util.Locale;
import java.util.Optional;
import org.weft.planner.type.DataType;
import org.weft.planner.type.DecimalType;
import org.weft.planner.type.Field;
import org.weft.planner.type.ListType;
import org.weft.planner.type.MapType;
import org.weft.planner.type.SimpleType;
import org.weft.planner.type.StructType;
import org.weft.planner.type.TimeType;
import org.weft.planner.type.TimestampType;
import org.weft.planner.type.TypeKind;

/** What types an argument may have, and as which the function gets it. */
public enum ArgumentKind {
  /** Text. */
  TEXT("text"),
  /** Text or bytes, as they are. */
  BYTES("text or binary"),
  /** Bytes. */
  BINARY("binary"),
  /** Any integer, as one of 64 bits. */
  INTEGER("integer"),
  /** Any integer, as it is. */
  INTEGRAL("integer"),
  /**
   * An integer, or a decimal that holds whole numbers of more digits than any has, such as the sum
   * of integers; as one of 38 digits.
   */
  WHOLE("integer"),
  /** A decimal, as it is. */
  EXACT("decimal"),
  /** Any number, as a float of 64 bits. */
  REAL("number"),
  /** Any number, as it is. */
  NUMBER("number"),
  BOOLEAN("boolean"),
  /** A date; of a timestamp its date. */
  DATE("date"),
  /** A timestamp in microseconds; of a date its midnight. */
  TIMESTAMP("timestamp"),
  /** A time of day. */
  TIME("time"),
  /** A date or a timestamp, as it is. */
  DATETIME("date or timestamp"),
  /** An interval. */
  INTERVAL("interval"),
  /** A value of an enum. */
  ENUM("enum"),
  /** Anything, as text. */
  SHOWN("any"),
  /** Anything, as text; a list as one of texts. */
  JOINED("any or list"),
  /** Anything: numbers, booleans and texts as they are, all else as text. */
  PRINTED("any"),
  /** A list; all such arguments and those of kind ELEMENT share one type of elements. */
  LIST("list"),
  /** What could be an element of the lists. */
  ELEMENT("element"),
  /** A list of texts. */
  TEXT_LIST("list of texts"),
  /** Any list, as it is. */
  ANY_LIST("list"),
  /** A list of bytes. */
  BINARY_LIST("list of binary"),
  /** A list of integers, as one of those of 64 bits. */
  INTEGER_LIST("list of integers"),
  /** A list of numbers, as one of floats. */
  REAL_LIST("list of numbers"),
  /** Any struct, as it is. */
  STRUCT("struct"),
  /** Any map, as it is. */
  MAP("map"),
  /** A map; all such arguments as the one type that holds them all. */
  SAME_MAP("map"),
  /** What could be a key of the map: both are given one type of keys. */
  KEY("key"),
  /** What could be a value of the map: both are given one type of values. */
  VALUE("value"),
  /** A list of structs of two fields, as it is. */
  ENTRIES("list of pairs"),
  /** Anything, as it is. */
  ANY("any"),
  /** Anything; all such arguments as the one type that holds them all. */
  SAME("any"),
  /** Any number; all such arguments as the one type that holds them all. */
  SAME_NUMBER("number");

  /** Decimals of more digits and none behind the point stand for integers of 128 bits. */
  private static final int DIGITS_OF_INT64 = 18;

  private static final ListType BINARIES = new ListType(SimpleType.BINARY);
  private static final ListType INTEGERS = new ListType(SimpleType.INT64);

  private final String words;

  ArgumentKind(String words) {
    this.words = words;
  }

  /** The type of arguments that share one, if all are bare NULLs. */
  DataType ofNulls() {
    return switch (this) {
      case SAME_NUMBER -> SimpleType.FLOAT64;
      case SAME_MAP -> MAP.nullType();
      default -> SimpleType.STRING;
    };
  }

  /** True if all arguments of this kind are given as one type. */
  boolean isShared() {
    return this == SAME || this == SAME_NUMBER || this == SAME_MAP;
  }

  /** The kind for people. */
  public String words() {
    return words;
  }

  /** The kind as it is written in forms. */
  static ArgumentKind parse(String text) {
    return valueOf(text.toUpperCase(Locale.ROOT));
  }

  /**
   * The type as which an argument is given to the function.
   *
   * @return nothing if an argument of that type is not accepted
   */
  public Optional<DataType> accept(DataType type) {
    TypeKind kind = type.kind();
    if (kind == TypeKind.NULL) {
      return Optional.of(nullType());
    }
    return switch (this) {
      case TEXT -> only(kind == TypeKind.STRING, type);
      case BYTES -> only(type.kind() == TypeKind.STRING || kind == TypeKind.BINARY, type);
      case BINARY -> only(kind == TypeKind.BINARY, type);
      case INTEGER -> only(type.isInteger(), SimpleType.INT64);
      case INTEGRAL -> only(type.isInteger(), type);
      case WHOLE ->
          only(type.isInteger() || isLarge(type), new DecimalType(DecimalType.MAX_PRECISION, 0));
      case EXACT -> only(kind == TypeKind.DECIMAL, type);
      case REAL -> only(type.isNumeric(), SimpleType.FLOAT64);
      case NUMBER, SAME_NUMBER -> only(type.isNumeric(), type);
      case BOOLEAN -> only(kind == TypeKind.BOOLEAN, type);
      case DATE -> only(isDatetime(kind), SimpleType.DATE);
      case TIMESTAMP -> only(isDatetime(kind), microseconds(type));
      case TIME -> only(kind == TypeKind.TIME, type);
      case DATETIME -> only(isDatetime(kind), type);
      case INTERVAL -> only(kind == TypeKind.INTERVAL, type);
      case ENUM -> only(kind == TypeKind.ENUM, type);
      case SHOWN -> only(!type.isNested() && kind != TypeKind.BINARY, SimpleType.STRING);
      case JOINED ->
          type instanceof ListType list
              ? SHOWN.accept(list.element()).map(ListType::new)
              : SHOWN.accept(type);
      case PRINTED ->
          Optional.of(type.isNumeric() || kind == TypeKind.BOOLEAN ? type : SimpleType.STRING);
      case LIST, ANY_LIST -> only(kind == TypeKind.LIST, type);
      case TEXT_LIST ->
          only(type instanceof ListType texts && texts.element() == SimpleType.STRING, type);
      case BINARY_LIST -> only(type instanceof ListType list && isBytes(list.element()), BINARIES);
      case INTEGER_LIST -> only(type instanceof ListType list && isWhole(list.element()), INTEGERS);
      case REAL_LIST ->
          only(
              type instanceof ListType list
                  && (list.element().isNumeric() || list.element() == SimpleType.NULL),
              new ListType(SimpleType.FLOAT64));
      case MAP, SAME_MAP -> only(kind == TypeKind.MAP, type);
      case STRUCT -> only(kind == TypeKind.STRUCT, type);
      case ENTRIES -> only(isPairs(type), type);
      case ANY, ELEMENT, SAME, KEY, VALUE -> Optional.of(type);
    };
  }

  /**
   * The type that a text literal becomes in the place of such an argument: {@code last_day(
   * '2024-02-01')}. Nothing if a text stays a text or is not accepted.
   */
  public Optional<DataType> ofText() {
    return switch (this) {
      case INTEGER, INTEGRAL -> Optional.of(SimpleType.INT64);
      case REAL, NUMBER -> Optional.of(SimpleType.FLOAT64);
      case BOOLEAN -> Optional.of(SimpleType.BOOLEAN);
      case DATE -> Optional.of(SimpleType.DATE);
      case TIMESTAMP, DATETIME -> Optional.of(TimestampType.MICROS);
      case INTERVAL -> Optional.of(SimpleType.INTERVAL);
      default -> Optional.empty();
    };
  }

  /**
   * The type to which an argument is cast that is not accepted: a text to what is wanted, a single
   * value to a text or a condition.
   *
   * @return nothing if it is not cast, or is of that type
   */
  public Optional<DataType> castOf(DataType type) {
    if (type == SimpleType.STRING) {
      return switch (this) {
        case TEXT -> Optional.of(type);
        case SAME_NUMBER -> Optional.of(SimpleType.FLOAT64);
        case INTERVAL -> Optional.empty();
        default -> ofText();
      };
    }
    boolean isSingle = !type.isNested() && type.kind() != TypeKind.BINARY;
    return switch (this) {
      case TEXT, BYTES -> only(isSingle, SimpleType.STRING);
      case BOOLEAN -> only(type.isNumeric(), SimpleType.BOOLEAN);
      default -> Optional.empty();
    };
  }

  private static Optional<DataType> only(boolean accepted, DataType type) {
    return accepted ? Optional.of(type) : Optional.empty();
  }

  private static boolean isLarge(DataType type) {
    return type instanceof DecimalType decimal
        && decimal.scale() == 0
        && decimal.precision() > DIGITS_OF_INT64;
  }

  private static boolean isWhole(DataType element) {
    return element.isInteger() || element == SimpleType.NULL;
  }

  private static boolean isBytes(DataType element) {
    return element == SimpleType.BINARY || element == SimpleType.NULL;
  }

  private static boolean isPairs(DataType type) {
    return type instanceof ListType list
        && list.element() instanceof StructType struct
        && struct.size() == 2;
  }

  private static boolean isDatetime(TypeKind kind) {
    return kind == TypeKind.DATE || kind == TypeKind.TIMESTAMP;
  }

  private static DataType microseconds(DataType type) {
    TimestampType.Zone zone =
        type instanceof TimestampType timestamp ? timestamp.zone() : TimestampType.Zone.LOCAL;
    return new TimestampType(TimestampType.Unit.MICROS, zone);
  }

  /** What a bare NULL is taken for. */
  private DataType nullType() {
    return switch (this) {
      case TEXT, BYTES, SHOWN, JOINED, PRINTED, ANY -> SimpleType.STRING;
      case BINARY -> SimpleType.BINARY;
      case INTEGER, INTEGRAL, WHOLE -> SimpleType.INT64;
      case REAL, NUMBER, EXACT -> SimpleType.FLOAT64;
      case BOOLEAN -> SimpleType.BOOLEAN;
      case DATE -> SimpleType.DATE;
      case TIMESTAMP, DATETIME -> TimestampType.MICROS;
      case SAME, SAME_NUMBER, SAME_MAP, ENUM, LIST, ELEMENT, KEY, VALUE -> SimpleType.NULL;
      case ANY_LIST, TEXT_LIST -> new ListType(SimpleType.STRING);
      case BINARY_LIST -> BINARIES;
      case INTEGER_LIST -> INTEGERS;
      case REAL_LIST -> new ListType(SimpleType.FLOAT64);
      case MAP -> new MapType(SimpleType.STRING, SimpleType.STRING);
      case STRUCT -> StructType.of(Field.nullable("f1", SimpleType.STRING));
      case ENTRIES ->
          new ListType(
              StructType.of(
                  Field.nullable("key", SimpleType.STRING),
                  Field.nullable("value", SimpleType.STRING)));
      case INTERVAL -> SimpleType.INTERVAL;
      case TIME -> TimeType.MICROS;
    };
  }
}
