package org.weft.planner.scan;

import java.util.List;
import java.util.OptionalLong;
import org.weft.planner.expr.Expression;
import org.weft.planner.type.Schema;

/** Tells from minima, maxima and null counts whether a filter can be true for some row. */
public final class StatisticsFilter {
  private StatisticsFilter() {}

  /** As the other one, for a number of rows that is not known. */
  public static boolean mayMatch(
      Expression filter, Schema schema, List<ColumnStatistics> statistics) {
    return mayMatch(filter, schema, statistics, OptionalLong.empty());
  }

  /**
   * False only if the filter is true for no row.
   *
   * @param filter over the columns of the schema
   * @param statistics one per column
   * @param rows how many rows there are
   */
  public static boolean mayMatch(
      Expression filter, Schema schema, List<ColumnStatistics> statistics, OptionalLong rows) {
    IntervalVisitor intervals = new IntervalVisitor(schema, statistics, rows);
    return new OutcomeVisitor(intervals).outcomes(filter).mayBeTrue();
  }
}
