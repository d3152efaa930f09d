package org.weft.planner.function;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.function.BiConsumer;

/** Functions of times of other engines that are said with Weft's own: see {@link Definition}. */
final class DefinedTimes {
  private static final String EPOCH = "TIMESTAMP '1970-01-01'";

  private DefinedTimes() {}

  static List<FunctionEntry> entries() {
    Entries entries = new Entries(FunctionFamily.TIME);
    moving(entries);
    reading(entries);
    making(entries);
    intervals(entries);
    return entries.list();
  }

  private static void moving(Entries entries) {
    entries
        .add("adddate", "The time later by an interval, or the date by so many days.")
        .alias("timestamp_add", "datetime_add")
        .means("time, span", "date_add(time, span)");
    entries
        .add("subdate", "The time earlier by an interval, or the date by so many days.")
        .alias("timestamp_sub", "datetime_sub")
        .means("time, span", "date_sub(time, span)");
    entries
        .add("previous_day", "The last day before the date with this name, such as 'Mon'.")
        .means("date, day", "next_day(date_add(date, -8), day)");
    entries
        .add(
            "date_bin",
            "The start of the bucket the time lies in; buckets have a width, and start at an"
                + " origin or with 1970-01-01.")
        .means("width, time", "time_bucket(width, time, " + EPOCH + ")")
        .means("width, time, origin", "time_bucket(width, time, origin)");
    entries
        .add(
            "window",
            "The bucket of that width the time lies in, from 1970-01-01 on, as a struct of its"
                + " start and end.")
        .means(
            "time, width",
            "named_struct('start', S, 'end', S + width::INTERVAL)"
                .replace("S", "time_bucket(width::INTERVAL, time::TIMESTAMP, " + EPOCH + ")"));
    entries
        .add("window_time", "The last moment of a window.")
        .means("span", "struct_extract(span, 'end') - INTERVAL 1 MICROSECOND");
    entries
        .add("to_local_time", "What clocks of UTC show at an instant.")
        .means("time", "time::TIMESTAMP");
    entries
        .add("year_of_week", "The year that most of the week lies in.")
        .alias("yow")
        .means("time", "isoyear(time)");
    entries
        .add("at_timezone", "The time in a time zone, as timezone(zone, time).")
        .alias("with_timezone")
        .means("time, zone", "timezone(zone, time)");
  }

  private static void reading(Entries entries) {
    entries
        .add("from_iso8601_date", "The date of a text such as 2024-01-31.")
        .means("text", "text::DATE");
    entries
        .add("from_iso8601_timestamp", "The instant of a text such as 2024-01-31T10:20:30Z.")
        .means("text", "text::TIMESTAMPTZ");
    entries
        .add("to_time", "The time of day of a text such as 10:20:30.")
        .means("text", "text::TIME");
    entries
        .add("try_to_time", "As to_time, null where the text is none.")
        .means("text", "TRY_CAST(text AS TIME)");
    entries
        .add("format_date", "The time written by a format, which comes first.")
        .means("format, time", "strftime(time, format)");
    entries
        .add("to_unixtime", "The seconds since 1970, with fractions.")
        .means("time", "epoch(time)::DOUBLE");
    entries
        .add("time_to_sec", "The seconds since midnight of a time of day.")
        .means("time", "epoch(time)::BIGINT");
  }

  private static void making(Entries entries) {
    entries
        .add("makedate", "The date of a year and a day of it, from 1.")
        .means("year, day", "date_add(make_date(year, 1, 1), day - 1)");
    entries
        .add("sec_to_time", "The time of day so many seconds after midnight.")
        .means("seconds", "TIME '00:00:00' + to_seconds(seconds)");
    entries
        .add("try_make_timestamp", "As make_timestamp, null where the parts are none.")
        .alias("try_make_timestamp_ntz")
        .means(
            "year, month, day, hour, minute, second",
            "try(make_timestamp(year, month, day, hour, minute, second))")
        .means("date, time", "try(make_timestamp(date, time))");
    entries
        .add("try_make_timestamp_ltz", "As make_timestamptz, null where the parts are none.")
        .means(
            "year, month, day, hour, minute, second",
            "try(make_timestamptz(year, month, day, hour, minute, second))")
        .means(
            "year, month, day, hour, minute, second, zone",
            "try(make_timestamptz(year, month, day, hour, minute, second, zone))");
    entries
        .add("curtime", "The time of day when the statement started.")
        .means("", "get_current_time()");
    entries
        .add("current_datetime", "The local time when the statement started.")
        .means("", "current_localtimestamp()");
  }

  /** Spark's, whose last parts may be left out. */
  private static void intervals(Entries entries) {
    List<String> calendar =
        List.of("years", "months", "weeks", "days", "hours", "minutes", "seconds");
    Entries.Draft made =
        entries.add("make_interval", "An interval of its parts; the last may be left out.");
    Entries.Draft tried =
        entries.add("try_make_interval", "As make_interval, null where it does not fit.");
    parts(calendar, 0, (parameters, sum) -> made.means(parameters, sum));
    parts(calendar, 1, (parameters, sum) -> tried.means(parameters, "try(" + sum + ")"));
    Entries.Draft months =
        entries.add("make_ym_interval", "An interval of years and months, which may be left out.");
    parts(calendar.subList(0, 2), 0, (parameters, sum) -> months.means(parameters, sum));
    Entries.Draft days =
        entries.add(
            "make_dt_interval",
            "An interval of days, hours, minutes and seconds; the last may be" + " left out.");
    parts(calendar.subList(3, 7), 0, (parameters, sum) -> days.means(parameters, sum));
  }

  private static void parts(List<String> units, int least, BiConsumer<String, String> each) {
    for (int count = least; count <= units.size(); count++) {
      List<String> written = units.subList(0, count);
      String sum =
          written.stream().map(unit -> "to_" + unit + "(" + unit + ")").collect(joining(" + "));
      each.accept(String.join(", ", written), count == 0 ? "to_days(0)" : sum);
    }
  }
}
