package org.weft.container.function.time;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.weft.container.expression.time.Calendar;
import org.weft.container.expression.tree.Failures;

/** A part of a moment as a number, by any of its names. */
public enum DatePart {
  ERA("era"),
  MILLENNIUM("millennium", "millennia", "millenniums", "mil", "mils"),
  CENTURY("century", "centuries", "cent", "cents", "c"),
  DECADE("decade", "decades", "dec", "decs"),
  YEAR("year", "years", "yr", "yrs", "y", "yyyy", "yy"),
  QUARTER("quarter", "quarters", "qtr", "qtrs", "q"),
  MONTH("month", "months", "mon", "mons", "mm"),
  WEEK("week", "weeks", "w", "weekofyear"),
  DAY("day", "days", "d", "dd", "dayofmonth"),
  HOUR("hour", "hours", "hr", "hrs", "h"),
  MINUTE("minute", "minutes", "min", "mins", "m"),
  SECOND("second", "seconds", "sec", "secs", "s"),
  MILLISECOND("millisecond", "milliseconds", "ms", "msec", "msecs"),
  MICROSECOND("microsecond", "microseconds", "us", "usec", "usecs"),
  NANOSECOND("nanosecond", "nanoseconds", "ns"),
  EPOCH("epoch"),
  /** Sunday is 0. */
  DAY_OF_WEEK("dow", "dayofweek", "weekday"),
  /** Monday is 1. */
  ISO_DAY_OF_WEEK("isodow", "dayofweek_iso", "dow_iso"),
  DAY_OF_YEAR("doy", "dayofyear"),
  ISO_YEAR("isoyear", "yearofweek"),
  YEAR_WEEK("yearweek"),
  JULIAN("julian"),
  TIMEZONE("timezone", "timezone_hour", "timezone_minute");

  static final long MICROS_PER_SECOND = 1_000_000L;
  static final long MICROS_PER_DAY = 86_400 * MICROS_PER_SECOND;

  /** The Julian day of 1970-01-01. */
  private static final long JULIAN_1970 = 2_440_588;

  private static final Map<String, DatePart> BY_NAME = new HashMap<>();

  static {
    for (DatePart part : values()) {
      for (String name : part.names) {
        BY_NAME.put(name, part);
      }
    }
  }

  private final String[] names;

  DatePart(String... names) {
    this.names = names;
  }

  /** The part of a name. */
  public static DatePart of(String name) {
    DatePart part = BY_NAME.get(name.strip().toLowerCase(Locale.ROOT));
    if (part == null) {
      throw Failures.badValue("no unit of time '" + name + "'")
          .hint("use year, quarter, month, week, day, hour, minute, second or the like");
    }
    return part;
  }

  /** The part as a number with a fraction: epoch and julian have one. */
  public double real(long micros) {
    return switch (this) {
      case EPOCH -> micros / (double) MICROS_PER_SECOND;
      case JULIAN -> JULIAN_1970 + micros / (double) MICROS_PER_DAY;
      default -> whole(micros);
    };
  }

  /** The part as a whole number. */
  public long whole(long micros) {
    long day = Math.floorDiv(micros, MICROS_PER_DAY);
    long ofDay = micros - day * MICROS_PER_DAY;
    return switch (this) {
      case HOUR -> ofDay / (3600 * MICROS_PER_SECOND);
      case MINUTE -> ofDay / (60 * MICROS_PER_SECOND) % 60;
      case SECOND -> ofDay / MICROS_PER_SECOND % 60;
      case MILLISECOND -> ofDay % (60 * MICROS_PER_SECOND) / 1000;
      case MICROSECOND -> ofDay % (60 * MICROS_PER_SECOND);
      case NANOSECOND -> ofDay % (60 * MICROS_PER_SECOND) * 1000;
      case EPOCH -> Math.floorDiv(micros, MICROS_PER_SECOND);
      case TIMEZONE -> 0;
      default -> ofDate(day);
    };
  }

  private long ofDate(long day) {
    long split = Calendar.split(day);
    long year = Calendar.year(split);
    return switch (this) {
      case ERA -> year > 0 ? 1 : 0;
      case MILLENNIUM -> year > 0 ? (year - 1) / 1000 + 1 : year / 1000 - 1;
      case CENTURY -> year > 0 ? (year - 1) / 100 + 1 : year / 100 - 1;
      case DECADE -> year / 10;
      case YEAR -> year;
      case QUARTER -> (Calendar.month(split) + 2) / 3;
      case MONTH -> Calendar.month(split);
      case DAY -> Calendar.day(split);
      case DAY_OF_WEEK -> Math.floorMod(day + 4, 7L);
      case ISO_DAY_OF_WEEK -> isoDayOfWeek(day);
      case DAY_OF_YEAR -> dayOfYear(day);
      case ISO_YEAR -> isoYear(day);
      case WEEK -> isoWeek(day);
      case YEAR_WEEK -> yearWeek(day);
      case JULIAN -> JULIAN_1970 + day;
      default -> throw new IllegalStateException(this + " is no part of a date");
    };
  }

  /** Monday is 1. */
  static long isoDayOfWeek(long day) {
    return Math.floorMod(day + 3, 7L) + 1;
  }

  static long dayOfYear(long day) {
    return day - Calendar.epochDay(Calendar.year(Calendar.split(day)), 1, 1) + 1;
  }

  /** The year that most of the week lies in. */
  static long isoYear(long day) {
    return Calendar.year(Calendar.split(thursday(day)));
  }

  static long isoWeek(long day) {
    return (dayOfYear(thursday(day)) - 1) / 7 + 1;
  }

  private static long yearWeek(long day) {
    long year = isoYear(day);
    return year * 100 + (year > 0 ? isoWeek(day) : -isoWeek(day));
  }

  private static long thursday(long day) {
    return day - isoDayOfWeek(day) + 4;
  }
}
