package org.weft.planner.sql.translate;

import java.util.List;
import org.weft.planner.expr.Expression;
import org.weft.planner.type.DataType;
import org.weft.planner.type.DecimalType;
import org.weft.planner.type.SimpleType;

/**
 * SUM and AVG of intervals, made of the sums of their months, days and microseconds: these have 38
 * digits, so that only a result that is too long is an error.
 */
final class IntervalSums {
  /** What gives the three parts of an interval. */
  static final List<String> PARTS = List.of("interval_months", "interval_days", "interval_micros");

  private static final DataType WIDE = new DecimalType(DecimalType.MAX_PRECISION, 0);

  private IntervalSums() {}

  /** A part of an interval. */
  static Expression part(String function, Expression interval) {
    return LibraryTranslation.of(function, List.of(interval));
  }

  /** The interval of three sums. */
  static Expression sum(List<Expression> sums) {
    return LibraryTranslation.of(
        "interval_of", sums.stream().map(sum -> Casts.to(sum, SimpleType.INT64)).toList());
  }

  /** The interval of three sums, divided by a count that is not 0 where the sums are not null. */
  static Expression mean(List<Expression> sums, Expression count) {
    List<Expression> wide = sums.stream().map(sum -> Casts.to(sum, WIDE)).toList();
    return LibraryTranslation.of(
        "interval_mean", List.of(wide.get(0), wide.get(1), wide.get(2), count));
  }
}
