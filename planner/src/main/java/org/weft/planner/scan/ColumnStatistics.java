package org.weft.planner.scan;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.weft.planner.expr.Value;

/**
 * What is known of a column's values without reading them. Bounds are valid but need not be tight.
 *
 * @param distinct estimated number of distinct values
 * @param source of {@code distinct}
 */
public record ColumnStatistics(
    Optional<Value> min,
    Optional<Value> max,
    OptionalLong nulls,
    OptionalDouble distinct,
    DistinctSource source) {
  /** Nothing is known. */
  public static final ColumnStatistics UNKNOWN =
      new ColumnStatistics(
          Optional.empty(), Optional.empty(), OptionalLong.empty(), OptionalDouble.empty());

  /** What files say. */
  public ColumnStatistics(
      Optional<Value> min, Optional<Value> max, OptionalLong nulls, OptionalDouble distinct) {
    this(min, max, nulls, distinct, DistinctSource.FOOTER);
  }
}
