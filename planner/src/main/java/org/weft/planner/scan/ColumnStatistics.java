package org.weft.planner.scan;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.weft.planner.expr.Value;

/**
 * What is known of a column's values without reading them. Bounds are valid but need not be tight.
 *
 * @param distinct estimated number of distinct values
 */
public record ColumnStatistics(
    Optional<Value> min, Optional<Value> max, OptionalLong nulls, OptionalDouble distinct) {
  /** Nothing is known. */
  public static final ColumnStatistics UNKNOWN =
      new ColumnStatistics(
          Optional.empty(), Optional.empty(), OptionalLong.empty(), OptionalDouble.empty());
}
