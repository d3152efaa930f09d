package org.weft.planner.type;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** The type in which values of two types can be compared, and which conversions lose nothing. */
public final class CommonType {
  private static final int INT8_DIGITS = 3;
  private static final int INT16_DIGITS = 5;
  private static final int INT32_DIGITS = 10;
  private static final int INT64_DIGITS = 19;

  /** Integers up to this many digits are exact as FLOAT64. */
  private static final int FLOAT64_DIGITS = 15;

  private CommonType() {}

  /** The narrowest type that holds the values of both, if there is one. */
  public static Optional<DataType> of(DataType left, DataType right) {
    if (left.equals(right)) {
      return Optional.of(left);
    }
    if (left == SimpleType.NULL) {
      return Optional.of(right);
    }
    if (right == SimpleType.NULL) {
      return Optional.of(left);
    }
    if (left.isNumeric() && right.isNumeric()) {
      return Optional.of(numeric(left, right));
    }
    if (isText(left) && isText(right)) {
      return Optional.of(SimpleType.STRING);
    }
    if (left.isNested() && right.isNested()) {
      return nested(left, right);
    }
    if (left instanceof TimeType l && right instanceof TimeType r) {
      return Optional.of(l.unit().perSecond() >= r.unit().perSecond() ? l : r);
    }
    if (left instanceof TimestampType l && right instanceof TimestampType r) {
      TimestampType.Unit unit = l.unit().perSecond() >= r.unit().perSecond() ? l.unit() : r.unit();
      return Optional.of(new TimestampType(unit, l.zone()));
    }
    if (left instanceof TimestampType && right == SimpleType.DATE) {
      return Optional.of(left);
    }
    if (right instanceof TimestampType && left == SimpleType.DATE) {
      return Optional.of(right);
    }
    return Optional.empty();
  }

  /** True for texts and for enums, whose values are some. */
  private static boolean isText(DataType type) {
    return type.kind() == TypeKind.STRING || type.kind() == TypeKind.ENUM;
  }

  /** Of the types inside. */
  private static Optional<DataType> nested(DataType left, DataType right) {
    if (left instanceof ListType l && right instanceof ListType r) {
      return of(l.element(), r.element()).map(ListType::new);
    }
    if (left instanceof MapType l && right instanceof MapType r) {
      Optional<DataType> key = of(l.key(), r.key());
      Optional<DataType> value = of(l.value(), r.value());
      return key.isPresent() && value.isPresent()
          ? Optional.of(new MapType(key.get(), value.get()))
          : Optional.empty();
    }
    return left instanceof StructType l && right instanceof StructType r
        ? struct(l, r)
        : Optional.empty();
  }

  /**
   * By name: the fields of the left, then those that only the right has. Where no name is common
   * and one has no names of its own, as a ROW, by position.
   */
  private static Optional<DataType> struct(StructType left, StructType right) {
    boolean byPosition = (left.isUnnamed() || right.isUnnamed()) && !left.sharesNameWith(right);
    if (byPosition) {
      return left.size() == right.size() ? structByPosition(left, right) : Optional.empty();
    }
    List<Field> fields = new ArrayList<>();
    for (Field field : left.fields()) {
      OptionalInt same = right.indexOf(field.name());
      Optional<DataType> type =
          same.isEmpty()
              ? Optional.of(field.type())
              : of(field.type(), right.type(same.getAsInt()));
      if (type.isEmpty()) {
        return Optional.empty();
      }
      fields.add(Field.nullable(field.name(), type.get()));
    }
    for (Field field : right.fields()) {
      if (left.indexOf(field.name()).isEmpty()) {
        fields.add(Field.nullable(field.name(), field.type()));
      }
    }
    return Optional.of(new StructType(fields));
  }

  private static Optional<DataType> structByPosition(StructType left, StructType right) {
    StructType names = left.isUnnamed() ? right : left;
    List<Field> fields = new ArrayList<>();
    for (int i = 0; i < left.size(); i++) {
      Optional<DataType> type = of(left.type(i), right.type(i));
      if (type.isEmpty()) {
        return Optional.empty();
      }
      fields.add(Field.nullable(names.fields().get(i).name(), type.get()));
    }
    return Optional.of(new StructType(fields));
  }

  private static DataType numeric(DataType left, DataType right) {
    if (isFloat(left) || isFloat(right)) {
      return SimpleType.FLOAT64;
    }
    if (left.isInteger() && right.isInteger()) {
      return digits(left) >= digits(right) ? left : right;
    }
    DecimalType l = decimal(left);
    DecimalType r = decimal(right);
    int scale = Math.max(l.scale(), r.scale());
    int whole = Math.max(l.precision() - l.scale(), r.precision() - r.scale());
    return new DecimalType(Math.min(DecimalType.MAX_PRECISION, whole + scale), scale);
  }

  private static boolean isFloat(DataType type) {
    return type.kind() == TypeKind.FLOAT32 || type.kind() == TypeKind.FLOAT64;
  }

  /** The decimal that holds all values of an integer type or of a decimal one. */
  public static DecimalType decimal(DataType exact) {
    return exact instanceof DecimalType decimal ? decimal : new DecimalType(digits(exact), 0);
  }

  private static int digits(DataType integer) {
    return switch (integer.kind()) {
      case INT8 -> INT8_DIGITS;
      case INT16 -> INT16_DIGITS;
      case INT32 -> INT32_DIGITS;
      default -> INT64_DIGITS;
    };
  }

  /** True if every value of one type is a value of the other: order and equality stay. */
  public static boolean isLossless(DataType from, DataType to) {
    if (from.equals(to)) {
      return true;
    }
    if (from.isInteger() && to.isInteger()) {
      return digits(from) <= digits(to);
    }
    if (to instanceof DecimalType decimal && (from.isInteger() || from instanceof DecimalType)) {
      DecimalType source = decimal(from);
      return source.scale() <= decimal.scale()
          && source.precision() - source.scale() <= decimal.precision() - decimal.scale();
    }
    if (to.kind() == TypeKind.FLOAT64) {
      return from.kind() == TypeKind.FLOAT32
          || (from.isInteger() && digits(from) <= FLOAT64_DIGITS);
    }
    if (to instanceof TimestampType target && from instanceof TimestampType source) {
      return source.zone() == target.zone()
          && source.unit().perSecond() <= target.unit().perSecond();
    }
    return from == SimpleType.DATE && to instanceof TimestampType;
  }
}
