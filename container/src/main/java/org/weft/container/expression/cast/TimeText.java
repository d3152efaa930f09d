package org.weft.container.expression.cast;

import java.util.regex.Matcher;
import org.weft.container.expression.time.Calendar;
import org.weft.planner.expr.TimeForms;
import org.weft.planner.memory.Memory;
import org.weft.planner.type.TimeType;
import org.weft.planner.type.TimestampType;

/** Dates and timestamps as text, as in ISO 8601 with a space or a T before the time. */
final class TimeText {
  private static final long NANOS_PER_SECOND = 1_000_000_000L;
  private static final long MICROS_PER_SECOND = 1_000_000L;
  private static final long SECONDS_PER_DAY = 86_400;
  private static final int PLAIN_DATE = 10;

  private TimeText() {}

  /** Thrown for text that is no time. */
  static final class NoTime extends Exception {
    private static final long serialVersionUID = 1L;
  }

  /** The days since 1970-01-01 of a date. */
  static long date(long bytes, int length) throws NoTime {
    if (length == PLAIN_DATE && isPlainDate(bytes)) {
      return day(number(bytes, 4), number(bytes + 5, 2), number(bytes + 8, 2));
    }
    Matcher match = match(bytes, length);
    long day = day(match);
    if (match.group(6) != null) {
      ahead(match, Math.multiplyExact(day, SECONDS_PER_DAY) + time(match));
    }
    return day;
  }

  /** The seconds that the zone that is written is ahead of UTC. */
  private static long ahead(Matcher match, long local) throws NoTime {
    return TimeForms.secondsAhead(match.group(10), local).orElseThrow(NoTime::new);
  }

  /** The seconds of the day. */
  private static long time(Matcher match) throws NoTime {
    int hour = Integer.parseInt(match.group(6));
    int minute = Integer.parseInt(match.group(7));
    int second = match.group(8) == null ? 0 : Integer.parseInt(match.group(8));
    if (hour > 23 || minute > 59 || second > 59) {
      throw new NoTime();
    }
    return hour * 3600L + minute * 60L + second;
  }

  /**
   * The count of a timestamp's units. Digits behind the microseconds are cut, what is left is
   * rounded to the unit; a distance from UTC means nothing for a timestamp without zone, as in
   * DuckDB, PostgreSQL and Spark.
   */
  static long timestamp(long bytes, int length, TimestampType type) throws NoTime {
    Matcher match = match(bytes, length);
    long seconds = Math.multiplyExact(day(match), SECONDS_PER_DAY);
    long nanos = 0;
    if (match.group(6) != null) {
      seconds += time(match);
      long ahead = ahead(match, seconds);
      if (type.zone() == TimestampType.Zone.UTC) {
        seconds -= ahead;
      }
      nanos = TimeForms.nanos(match.group(9));
    }
    long perSecond = type.unit().perSecond();
    long whole = Math.multiplyExact(seconds, perSecond);
    long fraction =
        perSecond >= MICROS_PER_SECOND
            ? nanos / (NANOS_PER_SECOND / perSecond)
            : TimeCast.rounded(nanos / 1000, MICROS_PER_SECOND / perSecond);
    return Math.addExact(whole, fraction);
  }

  /** The units since midnight of a time of day; digits behind the last unit are cut. */
  static long time(long bytes, int length, TimeType type) throws NoTime {
    Matcher match = TimeForms.TIME.matcher(TextRead.trimmed(bytes, length));
    if (!match.matches()) {
      throw new NoTime();
    }
    int hour = Integer.parseInt(match.group(1));
    int minute = Integer.parseInt(match.group(2));
    int second = match.group(3) == null ? 0 : Integer.parseInt(match.group(3));
    if (hour > 23 || minute > 59 || second > 59) {
      throw new NoTime();
    }
    long nanos = TimeForms.nanos(match.group(4));
    long perSecond = type.unit().perSecond();
    return (hour * 3600L + minute * 60L + second) * perSecond
        + nanos / (NANOS_PER_SECOND / perSecond);
  }

  private static Matcher match(long bytes, int length) throws NoTime {
    Matcher match = TimeForms.MOMENT.matcher(TextRead.trimmed(bytes, length));
    if (!match.matches()) {
      throw new NoTime();
    }
    return match;
  }

  private static long day(Matcher match) throws NoTime {
    int year = Integer.parseInt(match.group(1));
    return day(
        match.group(5) == null ? year : 1 - year,
        Integer.parseInt(match.group(3)),
        Integer.parseInt(match.group(4)));
  }

  private static long day(int year, int month, int day) throws NoTime {
    if (month < 1 || month > 12 || day < 1 || day > Calendar.monthLength(year, month)) {
      throw new NoTime();
    }
    return Calendar.epochDay(year, month, day);
  }

  private static boolean isPlainDate(long bytes) {
    for (int i = 0; i < PLAIN_DATE; i++) {
      byte b = Memory.getByte(bytes + i);
      boolean dash = i == 4 || i == 7;
      if (dash ? b != '-' : b < '0' || b > '9') {
        return false;
      }
    }
    return true;
  }

  private static int number(long bytes, int digits) {
    int number = 0;
    for (int i = 0; i < digits; i++) {
      number = number * 10 + Memory.getByte(bytes + i) - '0';
    }
    return number;
  }

  /** {@code 1995-01-31}. */
  static String showDate(long epochDay) {
    StringBuilder text = new StringBuilder();
    appendDate(text, epochDay);
    return text.toString();
  }

  /** {@code 1995-01-31 10:00:00.5}, instants with {@code +00} behind. */
  static String showTimestamp(long count, TimestampType type) {
    long perSecond = type.unit().perSecond();
    long seconds = Math.floorDiv(count, perSecond);
    long fraction = count - seconds * perSecond;
    long day = Math.floorDiv(seconds, SECONDS_PER_DAY);
    long second = seconds - day * SECONDS_PER_DAY;
    StringBuilder text = new StringBuilder();
    appendDate(text, day);
    text.append(' ');
    appendTime(text, second, fraction, perSecond);
    if (type.zone() == TimestampType.Zone.UTC) {
      text.append("+00");
    }
    return text.toString();
  }

  /** {@code 10:00:00.5}. */
  static String showTime(long count, TimeType type) {
    StringBuilder text = new StringBuilder();
    long perSecond = type.unit().perSecond();
    appendTime(text, count / perSecond, count % perSecond, perSecond);
    return text.toString();
  }

  private static void appendTime(StringBuilder text, long second, long fraction, long perSecond) {
    appendTwo(text, second / 3600).append(':');
    appendTwo(text, second / 60 % 60).append(':');
    appendTwo(text, second % 60);
    if (fraction > 0) {
      String digits = Long.toString(perSecond + fraction).substring(1);
      text.append('.').append(digits.replaceAll("0+$", ""));
    }
  }

  /** Years before the first are counted backwards, as in {@code 0044-03-15 (BC)}. */
  private static void appendDate(StringBuilder text, long epochDay) {
    long split = Calendar.split(epochDay);
    long year = Calendar.year(split);
    String shown = Long.toString(year <= 0 ? 1 - year : year);
    text.append("0".repeat(Math.max(0, 4 - shown.length()))).append(shown).append('-');
    appendTwo(text, Calendar.month(split)).append('-');
    appendTwo(text, Calendar.day(split)).append(year <= 0 ? " (BC)" : "");
  }

  private static StringBuilder appendTwo(StringBuilder text, long number) {
    return text.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
  }
}
