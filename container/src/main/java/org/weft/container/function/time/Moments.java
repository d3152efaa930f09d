package org.weft.container.function.time;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.weft.container.expression.time.Calendar;
import org.weft.container.expression.tree.Failures;
import org.weft.planner.error.WeftException;
import org.weft.planner.expr.Value;
import org.weft.planner.vector.Intervals;

/** Moments made and moved between zones. */
public final class Moments {
  private Moments() {}

  static LocalDateTime local(long micros) {
    return LocalDateTime.ofEpochSecond(
        Math.floorDiv(micros, DatePart.MICROS_PER_SECOND),
        (int) Math.floorMod(micros, DatePart.MICROS_PER_SECOND) * 1000,
        ZoneOffset.UTC);
  }

  static long micros(LocalDateTime moment) {
    return Math.addExact(
        Math.multiplyExact(moment.toEpochSecond(ZoneOffset.UTC), DatePart.MICROS_PER_SECOND),
        moment.getNano() / 1000);
  }

  /**
   * A moment and an interval: its months, then its days, then the rest.
   *
   * @throws ArithmeticException if no moment is so far away
   */
  public static long plus(long micros, Value.Span span) {
    long day = Math.floorDiv(micros, Intervals.MICROS_PER_DAY);
    long rest = Math.floorMod(micros, Intervals.MICROS_PER_DAY);
    long later = Math.addExact(Calendar.plusMonths(day, span.months()), span.days());
    return Math.addExact(
        Math.addExact(Math.multiplyExact(later, Intervals.MICROS_PER_DAY), rest), span.micros());
  }

  /** A zone by its name or offset. */
  public static ZoneId zone(String name) {
    try {
      return ZoneId.of(name.strip(), ZoneId.SHORT_IDS);
    } catch (DateTimeException e) {
      for (String known : ZoneId.getAvailableZoneIds()) {
        if (known.equalsIgnoreCase(name.strip())) {
          return ZoneId.of(known);
        }
      }
      throw Failures.badValue("no time zone '" + name + "'")
          .hint("use a name such as Europe/Berlin or an offset such as +02:00");
    }
  }

  /** True if {@link #zone} knows the name. */
  public static boolean isZone(String name) {
    try {
      zone(name);
      return true;
    } catch (WeftException e) {
      return false; // there is none
    }
  }

  /** What clocks of a zone show at an instant. */
  public static long inZone(long instant, ZoneId zone) {
    Instant moment =
        Instant.ofEpochSecond(
            Math.floorDiv(instant, DatePart.MICROS_PER_SECOND),
            Math.floorMod(instant, DatePart.MICROS_PER_SECOND) * 1000);
    int offset = zone.getRules().getOffset(moment).getTotalSeconds();
    return Math.addExact(instant, offset * DatePart.MICROS_PER_SECOND);
  }

  /** The instant at which clocks of a zone show this; the earlier one if there are two. */
  public static long ofZone(long local, ZoneId zone) {
    int offset = zone.getRules().getOffset(local(local)).getTotalSeconds();
    return Math.subtractExact(local, offset * DatePart.MICROS_PER_SECOND);
  }

  /** The days of a date that exists. */
  public static long day(long year, long month, long day) {
    boolean exists =
        month >= 1
            && month <= 12
            && Math.abs(year) < 5_900_000
            && day >= 1
            && day <= Calendar.monthLength(year, (int) month);
    if (!exists) {
      throw Failures.badValue("there is no date " + year + "-" + month + "-" + day);
    }
    return Calendar.epochDay(year, (int) month, (int) day);
  }

  /**
   * The microseconds of a time of day that exists; 24:00:00 is the end of a day, and 60 seconds are
   * the next minute.
   */
  public static long timeOfDay(long hour, long minute, double second) {
    long micros = Math.round(second * DatePart.MICROS_PER_SECOND);
    boolean exists =
        hour >= 0
            && minute >= 0
            && minute < 60
            && second >= 0
            && micros <= 60 * DatePart.MICROS_PER_SECOND
            && (hour < 24 || hour == 24 && minute == 0 && micros == 0);
    if (!exists) {
      throw Failures.badValue("there is no time " + hour + ":" + minute + ":" + second);
    }
    return (hour * 60 + minute) * 60 * DatePart.MICROS_PER_SECOND + micros;
  }

  /** The first day of that name behind a date: {@code Mon}, {@code monday}, {@code mo}. */
  public static long nextDay(long day, long isoDayOfWeek) {
    long wait = Math.floorMod(isoDayOfWeek - DatePart.isoDayOfWeek(day), 7L);
    return day + (wait == 0 ? 7 : wait);
  }

  /** The number of a day of the week, Monday is 1. */
  public static long dayOfWeek(String name) {
    String start = name.strip().toLowerCase();
    String[] days = {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"};
    for (int i = 0; i < days.length; i++) {
      if (start.length() >= 2 && days[i].startsWith(start)) {
        return i + 1;
      }
    }
    throw Failures.badValue("no day of the week '" + name + "'");
  }
}
