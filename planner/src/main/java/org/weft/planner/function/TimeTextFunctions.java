package org.weft.planner.function;

import static org.weft.planner.type.SimpleType.DATE;
import static org.weft.planner.type.SimpleType.INT64;
import static org.weft.planner.type.SimpleType.STRING;

import java.util.List;
import org.weft.planner.type.DataType;
import org.weft.planner.type.TimeType;
import org.weft.planner.type.TimestampType;

/** Dates and timestamps as text and back, and the present. */
final class TimeTextFunctions {
  private static final DataType MOMENT = TimestampType.MICROS;
  private static final DataType INSTANT =
      new TimestampType(TimestampType.Unit.MICROS, TimestampType.Zone.UTC);

  private static final String KNOWN =
      " Formats are as in strftime (%Y-%m-%d %H:%M:%S) or, without a %, as in Java"
          + " (yyyy-MM-dd HH:mm:ss)";

  private static final String WRITTEN = KNOWN + ".";

  private static final String FORMATS = KNOWN + ", or as in PostgreSQL (YYYY-MM-DD HH24:MI:SS).";

  private TimeTextFunctions() {}

  static List<FunctionEntry> entries() {
    Entries entries = new Entries(FunctionFamily.TIME);
    writing(entries);
    templates(entries);
    iso(entries);
    reading(entries);
    present(entries);
    return entries.list();
  }

  private static void writing(Entries entries) {
    entries
        .add("strftime", "The time written by a format." + WRITTEN)
        .alias("format_datetime")
        .alias("date_format", "format_timestamp")
        .form("time TIMESTAMP, format TEXT", STRING)
        .form("format TEXT, time TIMESTAMP", STRING);
    entries
        .add(
            "from_unixtime",
            "The time so many seconds after 1970 written by a format, else as 2024-01-31"
                + " 10:20:30.")
        .form("seconds INTEGER, [format TEXT]", STRING);
  }

  private static void templates(Entries entries) {
    entries
        .add(
            "to_char",
            "A time written as YYYY-MM-DD HH24:MI:SS says (or a format of strftime); a number as"
                + " S999,990.00 says, in as many characters, with # if it has too many digits;"
                + " bytes as 'hex', 'base64' or 'utf-8'; anything as text without a format.")
        .alias("to_varchar")
        .form("time DATETIME, format TEXT", STRING)
        .form("number NUMBER, format TEXT", STRING)
        .form("bytes BINARY, format TEXT", STRING)
        .means("value", "value::VARCHAR");
  }

  private static void iso(Entries entries) {
    entries
        .add("to_iso8601", "The time as in ISO 8601: 2024-01-31 or 2024-01-31T10:20:30.000.")
        .form("time DATETIME", STRING)
        .is(Trait.TOTAL);
  }

  private static void reading(Entries entries) {
    entries
        .add("strptime", "The timestamp of a text in a format, or in one of a list." + FORMATS)
        .alias("to_datetime", "parse_timestamp")
        .form("text TEXT, format TEXT", MOMENT)
        .form("text TEXT, formats TEXT_LIST", MOMENT);
    entries
        .add("try_strptime", "As strptime, null if the text is not of the format.")
        .alias("try_to_timestamp")
        .form("text TEXT, format TEXT", MOMENT)
        .form("text TEXT, formats TEXT_LIST", MOMENT)
        .means("text", "TRY_CAST(text AS TIMESTAMP)")
        .is(Trait.GIVES_NULL);
    entries
        .add("to_date", "The date of a text, in a format if one is given, or of a timestamp.")
        .alias("date", "parse_date")
        .form("time DATE", DATE)
        .form("text TEXT, [format TEXT]", DATE);
    entries
        .add("try_to_date", "As to_date, null if the text is no such date.")
        .form("text TEXT, [format TEXT]", DATE)
        .is(Trait.GIVES_NULL);
    entries
        .add(
            "to_timestamp",
            "The timestamp of a text, in a format if one is given; of a number the instant so many"
                + " seconds after 1970.")
        .alias("parse_datetime")
        .alias("to_timestamp_ntz", "to_timestamp_ltz")
        .form("seconds REAL", INSTANT)
        .form("time TIMESTAMP", ResultRule.argument(0))
        .form("text TEXT, [format TEXT]", MOMENT);
    entries
        .add(
            "unix_timestamp",
            "The whole seconds since 1970 of a time, or of a text in a format; of the present"
                + " without arguments.")
        .alias("to_unix_timestamp")
        .form("time TIMESTAMP", INT64)
        .form("text TEXT, [format TEXT]", INT64);
  }

  private static void present(Entries entries) {
    entries
        .add("current_date", "The date when the statement started, in UTC.")
        .alias("today", "curdate")
        .form("", DATE)
        .is(Trait.STABLE, Trait.TOTAL);
    entries
        .add("now", "The instant when the statement started.")
        .alias("clock_timestamp", "statement_timestamp", "sysdate")
        .alias("current_timestamp", "get_current_timestamp", "transaction_timestamp")
        .form("", INSTANT)
        .is(Trait.STABLE, Trait.TOTAL);
    entries
        .add("localtimestamp", "What clocks of UTC showed when the statement started.")
        .alias("current_localtimestamp")
        .form("", MOMENT)
        .is(Trait.STABLE, Trait.TOTAL);
    entries
        .add("current_time", "The time of day when the statement started, in UTC.")
        .alias("get_current_time", "localtime", "current_localtime")
        .form("", TimeType.MICROS)
        .is(Trait.STABLE, Trait.TOTAL);
    entries
        .add("current_timezone", "The time zone of the session: UTC.")
        .form("", STRING)
        .is(Trait.TOTAL);
  }
}
