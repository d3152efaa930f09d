package org.weft.planner.function;

import static org.weft.planner.type.SimpleType.INT64;

import java.util.List;
import org.weft.planner.expr.Function;

/** Functions of dates and timestamps. */
final class TimeFunctions {
  private TimeFunctions() {}

  static List<FunctionEntry> entries() {
    Entries entries = new Entries(FunctionFamily.TIME);
    parts(entries);
    moves(entries);
    return entries.list();
  }

  private static void parts(Entries entries) {
    entries
        .add("day", "The day of the month.")
        .alias("dayofmonth", "day_of_month")
        .core("time DATETIME", INT64, Function.DAY);
  }

  private static void moves(Entries entries) {
    entries
        .add("date_add", "The date so many days later.")
        .core("date DATETIME, days INTEGER", ResultRule.argument(0), Function.ADD_DAYS);
    entries
        .add(
            "date_trunc",
            "The time cut to the start of its unit: 'year', 'quarter', 'month', 'week', 'day',"
                + " 'hour', 'minute', 'second', 'millisecond' or 'microsecond'.")
        .core("unit TEXT, time DATETIME", ResultRule.argument(1), Function.DATE_TRUNC);
  }
}
