package org.weft.planner.expr;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** How dates and times are written as texts: in queries, files and columns alike. */
public final class TimeForms {
  /**
   * A date, as in ISO 8601 but with any separator and without leading zeros, and a time of day
   * behind a space or a T. The groups: 1 the year, 3 the month, 4 the day, 5 set for years before
   * Christ, 6 the hour, 7 the minute, 8 the second, 9 its fraction, 10 the distance from UTC or the
   * name of a time zone.
   */
  public static final Pattern MOMENT =
      Pattern.compile(
          "([+-]?\\d{1,7})([-/ \\\\])(\\d{1,2})\\2(\\d{1,2})( \\(BC\\))?"
              + "(?:[ T](\\d{1,2}):(\\d{1,2})(?::(\\d{1,2})(?:\\.(\\d{1,9})\\d*)?)?"
              + "( UTC|Z|[+-]\\d{2}(?::?\\d{2})?| ?[A-Za-z][A-Za-z0-9_/+:-]*)?)?");

  /**
   * A time of day; a distance from UTC behind it means nothing. The groups: 1 the hour, 2 the
   * minute, 3 the second, 4 its fraction.
   */
  public static final Pattern TIME =
      Pattern.compile(
          "(\\d{1,2}):(\\d{1,2})(?::(\\d{1,2})(?:\\.(\\d{1,9})\\d*)?)?"
              + "(?: UTC|Z|[+-]\\d{2}(?::?\\d{2})?)?");

  private TimeForms() {}

  /**
   * Seconds that a time is ahead of UTC; none if nothing is said of it.
   *
   * @param distance the last group of {@link #MOMENT}
   * @param local the seconds since 1970 that clocks show, for a zone that moves them
   * @return nothing if no time zone has that name
   */
  public static OptionalLong secondsAhead(String distance, long local) {
    if (distance == null || distance.equals("Z") || distance.equals(" UTC")) {
      return OptionalLong.of(0);
    }
    char sign = distance.charAt(0);
    if (sign != '+' && sign != '-') {
      return named(distance.strip(), local);
    }
    String digits = distance.substring(1).replace(":", "");
    long minutes = Long.parseLong(digits.substring(0, 2)) * 60;
    if (digits.length() > 2) {
      minutes += Long.parseLong(digits.substring(2));
    }
    return OptionalLong.of(sign == '-' ? -60 * minutes : 60 * minutes);
  }

  private static OptionalLong named(String name, long local) {
    try {
      ZoneId zone = ZoneId.of(name, ZoneId.SHORT_IDS);
      LocalDateTime shown = LocalDateTime.ofEpochSecond(local, 0, ZoneOffset.UTC);
      return OptionalLong.of(shown.atZone(zone).getOffset().getTotalSeconds());
    } catch (DateTimeException e) {
      return OptionalLong.empty(); // no zone of that name
    }
  }

  /** The nanoseconds of a fraction of a second of up to nine digits; none for null. */
  public static long nanos(String fraction) {
    return fraction == null ? 0 : Long.parseLong((fraction + "000000000").substring(0, 9));
  }
}
