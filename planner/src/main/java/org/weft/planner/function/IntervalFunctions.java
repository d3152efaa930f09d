package org.weft.planner.function;

import static org.weft.planner.type.SimpleType.INT64;
import static org.weft.planner.type.SimpleType.INTERVAL;

import java.util.List;
import org.weft.planner.type.DataType;
import org.weft.planner.type.DecimalType;

/** Functions of intervals, most of them behind operators. Overflow is an error, never a wrap. */
final class IntervalFunctions {
  private static final DataType WIDE = new DecimalType(DecimalType.MAX_PRECISION, 0);

  private IntervalFunctions() {}

  static List<FunctionEntry> entries() {
    Entries entries = new Entries(FunctionFamily.TIME);
    making(entries);
    arithmetic(entries);
    parts(entries);
    forms(entries);
    return entries.list();
  }

  private static void making(Entries entries) {
    entries
        .add("interval_of", "An interval of its months, days and microseconds.")
        .form("months INTEGER, days INTEGER, microseconds INTEGER", INTERVAL);
    for (String unit :
        List.of(
            "millennia",
            "centuries",
            "decades",
            "years",
            "quarters",
            "months",
            "weeks",
            "days",
            "hours",
            "minutes",
            "microseconds")) {
      entries
          .add("to_" + unit, "An interval of so many " + unit + "; a fraction is cut off.")
          .form("count INTEGER", INTERVAL)
          .form("count REAL", INTERVAL);
    }
    for (String unit : List.of("seconds", "milliseconds")) {
      entries
          .add("to_" + unit, "An interval of so many " + unit + ".")
          .form("count INTEGER", INTERVAL)
          .form("count REAL", INTERVAL);
    }
    entries
        .add(
            "interval_in",
            "What CAST(x AS INTERVAL HOUR TO SECOND) becomes: so many of the last unit, the"
                + " interval of a text with such parts, or an interval as it is.")
        .form("number NUMBER, first TEXT, last TEXT", INTERVAL)
        .form("text TEXT, first TEXT, last TEXT", INTERVAL)
        .form("span INTERVAL, first TEXT, last TEXT", INTERVAL);
    entries
        .add("interval_between", "The days and rest of a day from the second time to the first.")
        .form("end TIMESTAMP, start TIMESTAMP", INTERVAL);
  }

  private static void arithmetic(Entries entries) {
    entries.add("interval_negate", "The interval backwards.").form("span INTERVAL", INTERVAL);
    entries
        .add("interval_add", "The sum of two intervals, part by part.")
        .form("span INTERVAL, other INTERVAL", INTERVAL);
    entries
        .add("interval_subtract", "The difference of two intervals, part by part.")
        .form("span INTERVAL, other INTERVAL", INTERVAL);
    entries
        .add(
            "interval_multiply",
            "The interval so many times; a fraction of a month is so many days of 30, one of a day"
                + " so many hours.")
        .form("span INTERVAL, factor INTEGER", INTERVAL)
        .form("span INTERVAL, factor REAL", INTERVAL);
    entries
        .add("interval_divide", "The interval divided; fractions are as in interval_multiply.")
        .form("span INTERVAL, divisor REAL", INTERVAL);
    entries
        .add(
            "interval_mean",
            "The interval of sums of months, days and microseconds divided by a count.")
        .form("months EXACT, days EXACT, microseconds EXACT, count INTEGER", INTERVAL);
  }

  private static void parts(Entries entries) {
    entries
        .add("interval_months", "The months of the interval, years among them.")
        .form("span INTERVAL", INT64)
        .is(Trait.TOTAL);
    entries
        .add("interval_days", "The days of the interval, without its months.")
        .form("span INTERVAL", INT64)
        .is(Trait.TOTAL);
    entries
        .add("interval_micros", "The microseconds of the interval, without its days and months.")
        .form("span INTERVAL", INT64)
        .is(Trait.TOTAL);
    for (String unit :
        List.of("days", "hours", "minutes", "seconds", "milliseconds", "microseconds")) {
      entries
          .add("total_" + unit, "The length of an interval in whole " + unit + ".")
          .form("span INTERVAL", INT64);
    }
    entries
        .add("total_nanoseconds", "The length of an interval in nanoseconds.")
        .means("span", "total_microseconds(span) * 1000");
  }

  private static void forms(Entries entries) {
    entries
        .add(
            "interval_length",
            "The length in microseconds, with months of 30 days and days of 24 hours.")
        .form("span INTERVAL", WIDE)
        .is(Trait.TOTAL);
    entries
        .add(
            "interval_normal",
            "The interval of the same length whose days are less than 30 and whose rest is less"
                + " than a day.")
        .alias("normalized_interval", "justify_interval")
        .form("span INTERVAL", INTERVAL);
    entries
        .add("justify_days", "The interval with 30 days made a month.")
        .form("span INTERVAL", INTERVAL);
    entries
        .add("justify_hours", "The interval with 24 hours made a day.")
        .form("span INTERVAL", INTERVAL);
  }
}
