package org.weft.planner.scan;

import java.util.Optional;
import java.util.OptionalLong;
import org.weft.planner.expr.Value;
import org.weft.planner.type.DataType;
import org.weft.planner.type.DecimalType;
import org.weft.planner.type.SimpleType;

/**
 * Between which bounds all values of an expression lie, both included.
 *
 * @param mayBeNull whether a row may have no value
 * @param mayBeValue whether a row may have one
 * @param mayBeNan whether not-a-number may occur, which bounds do not cover
 */
record Interval(
    DataType type,
    Optional<Value> min,
    Optional<Value> max,
    boolean mayBeNull,
    boolean mayBeValue,
    boolean mayBeNan) {

  /** Anything of a type. */
  static Interval unknown(DataType type) {
    return new Interval(type, Optional.empty(), Optional.empty(), true, true, isFloat(type));
  }

  static Interval of(DataType type, Value literal) {
    if (literal instanceof Value.Null) {
      return new Interval(type, Optional.empty(), Optional.empty(), true, false, false);
    }
    boolean isNan = isNan(literal);
    Optional<Value> bound = isNan ? Optional.empty() : Optional.of(literal);
    return new Interval(type, bound, bound, false, true, isNan);
  }

  static Interval of(
      DataType type, ColumnStatistics statistics, OptionalLong rows, boolean required) {
    OptionalLong nulls = statistics.nulls();
    return new Interval(
        type,
        statistics.min().filter(bound -> !isNan(bound)),
        statistics.max().filter(bound -> !isNan(bound)),
        !required && nulls.orElse(1) > 0,
        nulls.isEmpty() || rows.isEmpty() || nulls.getAsLong() < rows.getAsLong(),
        isFloat(type));
  }

  /** The same values as another type that has all of them. */
  Interval as(DataType wider) {
    return new Interval(wider, min, max, mayBeNull, mayBeValue, mayBeNan);
  }

  /** True if the bounds count in the same steps: equal types, or decimals of one scale. */
  boolean isComparableTo(Interval other) {
    return type.equals(other.type) && hasBounds(type)
        || type instanceof DecimalType a
            && other.type instanceof DecimalType b
            && a.scale() == b.scale();
  }

  private static boolean hasBounds(DataType type) {
    return type != SimpleType.INTERVAL && !type.isNested();
  }

  /** True if some value of this may be less than some value of the other. */
  boolean mayBeLess(Interval other) {
    // not-a-number is less than nothing
    return other.mayBeNan
        || min.isEmpty()
        || other.max.isEmpty()
        || ValueOrder.compare(type, min.get(), other.max.get()) < 0;
  }

  /** True if some value of this may equal some value of the other. */
  boolean mayBeEqual(Interval other) {
    return mayBeNan && other.mayBeNan || !isBeyond(min, other.max) && !isBeyond(other.min, max);
  }

  private boolean isBeyond(Optional<Value> lower, Optional<Value> upper) {
    return lower.isPresent()
        && upper.isPresent()
        && ValueOrder.compare(type, lower.get(), upper.get()) > 0;
  }

  private static boolean isFloat(DataType type) {
    return switch (type.kind()) {
      case FLOAT32, FLOAT64 -> true;
      default -> false;
    };
  }

  private static boolean isNan(Value value) {
    return value instanceof Value.Real real && Double.isNaN(real.value());
  }
}
