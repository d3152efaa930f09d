package org.weft.planner.expr;

import java.util.OptionalInt;
import org.weft.planner.type.DataType;

/**
 * One aggregate of an aggregation.
 *
 * @param argument ordinal of the input column, absent for COUNT_ALL
 * @param filter ordinal of a BOOLEAN input column; rows where it is not true are left out
 * @param type the type of the result
 * @param name the name of the output column
 */
public record AggregateCall(
    Aggregate function,
    OptionalInt argument,
    OptionalInt filter,
    Distinctness distinctness,
    DataType type,
    String name) {
  /** Whether equal values count once. */
  public enum Distinctness {
    ALL,
    DISTINCT
  }

  public AggregateCall {
    if (argument.isEmpty() != (function == Aggregate.COUNT_ALL)) {
      throw new IllegalArgumentException(function + " with argument " + argument);
    }
  }

  /** The same call over the column at another ordinal. */
  public AggregateCall over(int ordinal) {
    return new AggregateCall(function, OptionalInt.of(ordinal), filter, distinctness, type, name);
  }
}
