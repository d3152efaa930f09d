package org.weft.planner.function;

import static org.weft.planner.type.SimpleType.BOOLEAN;
import static org.weft.planner.type.SimpleType.DATE;
import static org.weft.planner.type.SimpleType.FLOAT64;
import static org.weft.planner.type.SimpleType.INT64;
import static org.weft.planner.type.SimpleType.INTERVAL;
import static org.weft.planner.type.SimpleType.STRING;

import java.util.ArrayList;
import java.util.List;
import org.weft.planner.expr.Function;
import org.weft.planner.type.DataType;
import org.weft.planner.type.SimpleType;
import org.weft.planner.type.TimeType;
import org.weft.planner.type.TimestampType;

/** Functions of dates, timestamps and intervals. */
final class TimeFunctions {
  private static final DataType MOMENT = TimestampType.MICROS;
  private static final DataType INSTANT =
      new TimestampType(TimestampType.Unit.MICROS, TimestampType.Zone.UTC);

  private TimeFunctions() {}

  static List<FunctionEntry> entries() {
    Entries entries = new Entries(FunctionFamily.TIME);
    calendarParts(entries);
    weekParts(entries);
    clockParts(entries);
    truncation(entries);
    moves(entries);
    differences(entries);
    making(entries);
    zones(entries);
    List<FunctionEntry> all = new ArrayList<>(entries.list());
    all.addAll(TimeTextFunctions.entries());
    return all;
  }

  private static void calendarParts(Entries entries) {
    entries
        .add("year", "The year of the date.")
        .core("time DATETIME", INT64, Function.YEAR)
        .form("span INTERVAL", INT64)
        .is(Trait.TOTAL);
    entries
        .add("quarter", "The quarter of the year, 1 to 4.")
        .core("time DATETIME", INT64, Function.QUARTER)
        .form("span INTERVAL", INT64)
        .is(Trait.TOTAL);
    entries
        .add("month", "The month, 1 to 12.")
        .core("time DATETIME", INT64, Function.MONTH)
        .form("span INTERVAL", INT64)
        .is(Trait.TOTAL);
    entries
        .add("day", "The day of the month.")
        .alias("dayofmonth", "day_of_month")
        .core("time DATETIME", INT64, Function.DAY)
        .form("span INTERVAL", INT64)
        .is(Trait.TOTAL);
    entries
        .add("dayofyear", "The day of the year, from 1.")
        .alias("day_of_year", "doy")
        .core("time DATETIME", INT64, Function.DAY_OF_YEAR)
        .is(Trait.TOTAL);
    spanPart(entries, "decade", "The year divided by 10.");
    spanPart(entries, "century", "The century; the 21st starts with 2001.");
    spanPart(entries, "millennium", "The millennium; the third starts with 2001.");
    part(entries, "era", "1 for years from 1 on, 0 for those before.");
    entries
        .add("julian", "The Julian day, with the time as a fraction.")
        .form("time DATETIME", FLOAT64)
        .is(Trait.TOTAL);
    entries
        .add("days_in_month", "How many days the month has.")
        .form("time DATETIME", INT64)
        .is(Trait.TOTAL);
    entries
        .add("dayname", "The English name of the day of the week.")
        .form("time DATETIME", STRING)
        .is(Trait.TOTAL);
    entries
        .add("monthname", "The English name of the month.")
        .form("time DATETIME", STRING)
        .is(Trait.TOTAL);
    entries
        .add(
            "date_part",
            "A part by its name: year, quarter, month, week, day, hour, minute, second,"
                + " millisecond, microsecond, dow, isodow, doy, isoyear, epoch, julian and others.")
        .alias("datepart")
        .form("part TEXT, time DATETIME", INT64)
        .form("part TEXT, time TIME", INT64)
        .form("part TEXT, span INTERVAL", INT64);
  }

  /** A part that intervals have too. */
  private static void spanPart(Entries entries, String name, String sentence) {
    entries
        .add(name, sentence)
        .form("time DATETIME", INT64)
        .form("span INTERVAL", INT64)
        .is(Trait.TOTAL);
  }

  /** A part that times of day and intervals have too. */
  private static void anyPart(Entries entries, String name, String sentence) {
    entries
        .add(name, sentence)
        .form("time DATETIME", INT64)
        .form("time TIME", INT64)
        .form("span INTERVAL", INT64)
        .is(Trait.TOTAL);
  }

  private static void part(Entries entries, String name, String sentence, String... aliases) {
    entries.add(name, sentence).alias(aliases).form("time DATETIME", INT64).is(Trait.TOTAL);
  }

  private static void weekParts(Entries entries) {
    part(entries, "dayofweek", "The day of the week; Sunday is 0.", "weekday", "dow");
    part(entries, "day_of_week", "The day of the week; Monday is 0.");
    entries
        .add("isodow", "The day of the week; Monday is 1.")
        .alias("dayofweek_iso")
        .core("time DATETIME", INT64, Function.DAY_OF_WEEK)
        .is(Trait.TOTAL);
    part(entries, "week", "The week of the year as ISO counts.", "weekofyear", "week_of_year");
    part(entries, "isoyear", "The year that most of the week lies in.", "yearofweek");
    part(entries, "yearweek", "The year and week as ISO counts: 202401.");
  }

  private static void clockParts(Entries entries) {
    clockPart(entries, "hour", "The hour, 0 to 23.", Function.HOUR);
    clockPart(entries, "minute", "The minute, 0 to 59.", Function.MINUTE);
    clockPart(entries, "second", "The second, 0 to 59.", Function.SECOND);
    String behind = " behind the start of the minute.";
    anyPart(entries, "millisecond", "The milliseconds" + behind);
    anyPart(entries, "microsecond", "The microseconds" + behind);
    anyPart(entries, "nanosecond", "The nanoseconds" + behind);
    entries
        .add(
            "epoch",
            "The seconds since 1970 or midnight, with a fraction; of an interval its length, with"
                + " years of 365.25 days and other months of 30.")
        .form("time DATETIME", FLOAT64)
        .form("time TIME", FLOAT64)
        .form("span INTERVAL", FLOAT64)
        .is(Trait.TOTAL);
    entries
        .add(
            "epoch_ms",
            "The milliseconds since 1970 or midnight, or of an interval; of an integer the"
                + " timestamp so many milliseconds later.")
        .form("time DATETIME", INT64)
        .form("time TIME", INT64)
        .form("span INTERVAL", INT64)
        .form("milliseconds INTEGER", MOMENT);
    entries
        .add("epoch_us", "The microseconds since 1970 or midnight, or of an interval.")
        .alias("unix_micros")
        .form("time DATETIME", INT64)
        .form("time TIME", INT64)
        .form("span INTERVAL", INT64);
    entries
        .add("epoch_ns", "The nanoseconds since 1970 or midnight, or of an interval.")
        .form("time DATETIME", INT64)
        .form("time TIME", INT64)
        .form("span INTERVAL", INT64);
    entries.add("unix_millis", "The milliseconds since 1970.").form("time DATETIME", INT64);
    entries.add("unix_seconds", "The seconds since 1970.").form("time DATETIME", INT64);
    entries
        .add("unix_date", "The days since 1970-01-01.")
        .form("time DATETIME", INT64)
        .is(Trait.TOTAL);
    entries
        .add("to_unix_epoch", "The seconds since 1970, or the 'ms', 'us' or 'ns' as told.")
        .form("time DATETIME, [unit TEXT]", INT64);
  }

  private static void clockPart(Entries entries, String name, String sentence, Function function) {
    entries
        .add(name, sentence)
        .core("time DATETIME", INT64, function)
        .form("time TIME", INT64)
        .form("span INTERVAL", INT64)
        .is(Trait.TOTAL);
  }

  private static void truncation(Entries entries) {
    entries
        .add(
            "date_trunc",
            "The timestamp at the start of the unit: year, quarter, month, week, day, hour,"
                + " minute, second, decade, century and others.")
        .alias("datetrunc", "timestamp_trunc")
        .core("unit TEXT, time DATETIME", TimeFunctions::moment, Function.DATE_TRUNC)
        .form("unit TEXT, time DATETIME", TimeFunctions::moment)
        .form("unit TEXT, span INTERVAL", INTERVAL);
    entries
        .add(
            "time_bucket",
            "The start of the bucket the time lies in; buckets have a width, and start at an"
                + " origin or with Monday 2000-01-03 (those of months with 2000-01-01), or later by"
                + " an offset.")
        .form("width INTERVAL, time DATETIME, [origin DATETIME]", ResultRule.argument(1))
        .form("width INTERVAL, time DATETIME, offset INTERVAL", ResultRule.argument(1));
    entries
        .add("last_day", "The last day of the month.")
        .alias("last_day_of_month")
        .form("time DATE", DATE)
        .is(Trait.TOTAL);
    entries
        .add("next_day", "The first day behind the date with this name, such as 'Mon'.")
        .form("date DATE, day TEXT", DATE);
  }

  /** A timestamp of the unit and zone the second argument has, microseconds for dates. */
  private static DataType moment(List<DataType> arguments) {
    return arguments.get(1) == SimpleType.DATE ? MOMENT : arguments.get(1);
  }

  /** A timestamp of the zone the first argument has, in microseconds unless it has finer ones. */
  private static DataType timestamp(List<DataType> arguments) {
    if (!(arguments.get(0) instanceof TimestampType type)) {
      return MOMENT;
    }
    return type.unit() == TimestampType.Unit.NANOS
        ? type
        : new TimestampType(TimestampType.Unit.MICROS, type.zone());
  }

  private static void moves(Entries entries) {
    entries
        .add(
            "date_add",
            "The date so many days later, or the timestamp later by an interval; a time of day goes"
                + " on at midnight.")
        .core("date DATE, days INTEGER", DATE, Function.ADD_DAYS)
        .form("time DATETIME, span INTERVAL", TimeFunctions::timestamp)
        .form("time TIME, span INTERVAL", ResultRule.argument(0));
    entries
        .add("dateadd", "The timestamp so many units later.")
        .alias("timeadd")
        .alias("timestampadd")
        .form("unit TEXT, count INTEGER, time TIMESTAMP", ResultRule.argument(2));
    entries
        .add("add_months", "The date so many months later, its day clipped to the month.")
        .alias("addmonths")
        .core("date DATE, months INTEGER", DATE, Function.ADD_MONTHS);
  }

  private static void differences(Entries entries) {
    entries
        .add(
            "date_diff",
            "How many starts of the unit lie between two times; with two dates the days from the"
                + " second to the first.")
        .alias("datediff", "timestampdiff", "timestamp_diff")
        .form("unit TEXT, start TIMESTAMP, end TIMESTAMP", INT64)
        .form("unit TEXT, start TIME, end TIME", INT64)
        .form("end DATE, start DATE", INT64);
    entries
        .add(
            "date_sub",
            "How many whole units lie between two times; with a number the date so many days"
                + " earlier.")
        .alias("datesub")
        .form("unit TEXT, start TIMESTAMP, end TIMESTAMP", INT64)
        .form("unit TEXT, start TIME, end TIME", INT64)
        .form("date DATE, days INTEGER", DATE)
        .form("time DATETIME, span INTERVAL", TimeFunctions::timestamp)
        .form("time TIME, span INTERVAL", ResultRule.argument(0));
    entries
        .add(
            "age",
            "The interval from the second time to the first in years, months, days, …; of one time"
                + " until midnight today.")
        .form("end TIMESTAMP, start TIMESTAMP", INTERVAL)
        .form("start TIMESTAMP", INTERVAL);
    entries
        .add(
            "months_between",
            "The months from the second time to the first, rounded to 8 digits unless told"
                + " otherwise; equal days and two last days of months make whole months.")
        .form("end TIMESTAMP, start TIMESTAMP, [rounds BOOLEAN]", FLOAT64)
        .is(Trait.TOTAL);
  }

  private static void making(Entries entries) {
    entries
        .add("make_date", "A date of its year, month and day, or of the days since 1970-01-01.")
        .alias("date_from_parts", "datefromparts")
        .alias("date_from_unix_date")
        .form("year INTEGER, month INTEGER, day INTEGER", DATE)
        .form("days INTEGER", DATE);
    entries
        .add(
            "make_timestamp",
            "A timestamp of its parts, of a date and a time, or of the microseconds since 1970.")
        .alias("make_timestamp_ntz", "timestamp_from_parts", "timestamp_ntz_from_parts")
        .form("date DATE, time TIME", MOMENT)
        .form(
            "year INTEGER, month INTEGER, day INTEGER, hour INTEGER, minute INTEGER, second REAL",
            MOMENT)
        .form("microseconds INTEGER", MOMENT)
        .means(
            "year, month, day, hour, minute, second, zone",
            "make_timestamptz(year, month, day, hour, minute, second, zone)::TIMESTAMP");
    entries
        .add("make_timestamptz", "An instant of its parts in a time zone, UTC unless told.")
        .alias("make_timestamp_ltz")
        .form(
            "year INTEGER, month INTEGER, day INTEGER, hour INTEGER, minute INTEGER, second REAL,"
                + " [zone TEXT]",
            INSTANT);
    entries
        .add("make_time", "A time of its hour, minute and second.")
        .alias("time_from_parts", "timefromparts")
        .form("hour INTEGER, minute INTEGER, second REAL", TimeType.MICROS);
    entries
        .add("timestamp_seconds", "The timestamp so many seconds after 1970.")
        .alias("to_timestamp_seconds")
        .form("seconds REAL", MOMENT);
    entries
        .add("timestamp_millis", "The timestamp so many milliseconds after 1970.")
        .alias("to_timestamp_millis")
        .alias("make_timestamp_ms")
        .form("milliseconds INTEGER", MOMENT);
    entries
        .add("timestamp_nanos", "The timestamp so many nanoseconds after 1970.")
        .alias("to_timestamp_nanos", "from_unixtime_nanos")
        .alias("make_timestamp_ns")
        .form(
            "nanoseconds INTEGER",
            new TimestampType(TimestampType.Unit.NANOS, TimestampType.Zone.LOCAL));
    entries
        .add("timestamp_micros", "The timestamp so many microseconds after 1970.")
        .alias("to_timestamp_micros")
        .form("microseconds INTEGER", MOMENT);
  }

  private static void zones(Entries entries) {
    entries
        .add(
            "timezone",
            "A local time as an instant, or an instant as the local time, of a time zone.")
        .form("zone TEXT, time TIMESTAMP", TimeFunctions::otherKind);
    entries
        .add("from_utc_timestamp", "What clocks of a zone show when clocks of UTC show the time.")
        .form("time TIMESTAMP, zone TEXT", MOMENT);
    entries
        .add("to_utc_timestamp", "What clocks of UTC show when clocks of a zone show the time.")
        .form("time TIMESTAMP, zone TEXT", MOMENT);
    entries
        .add(
            "convert_timezone",
            "What clocks of one zone show when clocks of another, or of UTC, show the time.")
        .form("from TEXT, to TEXT, time TIMESTAMP", MOMENT)
        .form("to TEXT, time TIMESTAMP", MOMENT);
    entries
        .add("convert_time_zone", "What clocks of a zone show at an instant.")
        .form("time TIMESTAMP, zone TEXT", MOMENT);
    entries
        .add("replace_time_zone", "The instant at which clocks of a zone show the time.")
        .form("time TIMESTAMP, zone TEXT", INSTANT);
    entries
        .add("is_timezone", "True if there is a time zone of this name.")
        .form("zone TEXT", BOOLEAN)
        .is(Trait.TOTAL);
  }

  private static DataType otherKind(List<DataType> arguments) {
    return arguments.get(1).equals(INSTANT) ? MOMENT : INSTANT;
  }
}
