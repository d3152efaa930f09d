package org.weft.container.function.time;

import org.weft.container.expression.time.Calendar;
import org.weft.container.expression.tree.Failures;

/** Moments cut to the start of something. */
public final class Truncation {
  /** Buckets of days and less start on Monday 2000-01-03, those of months on 2000-01-01. */
  private static final long MONDAY = Calendar.epochDay(2000, 1, 3) * DatePart.MICROS_PER_DAY;

  private static final long JANUARY = Calendar.epochDay(2000, 1, 1) * DatePart.MICROS_PER_DAY;

  private Truncation() {}

  /** The start of the unit a moment lies in. */
  public static long start(DatePart unit, long micros) {
    return switch (unit) {
      case NANOSECOND, MICROSECOND -> micros;
      case MILLISECOND, SECOND, MINUTE, HOUR, DAY ->
          micros - Math.floorMod(micros, Differences.micros(unit));
      default ->
          Math.multiplyExact(firstDay(unit, Differences.day(micros)), DatePart.MICROS_PER_DAY);
    };
  }

  private static long firstDay(DatePart unit, long day) {
    long split = Calendar.split(day);
    long year = Calendar.year(split);
    return switch (unit) {
      case WEEK -> day - DatePart.isoDayOfWeek(day) + 1;
      case MONTH -> day - Calendar.day(split) + 1;
      case QUARTER -> Calendar.epochDay(year, (Calendar.month(split) - 1) / 3 * 3 + 1, 1);
      case YEAR -> Calendar.epochDay(year, 1, 1);
      case ISO_YEAR -> {
        long fourth = Calendar.epochDay(DatePart.isoYear(day), 1, 4);
        yield fourth - DatePart.isoDayOfWeek(fourth) + 1;
      }
      case DECADE -> Calendar.epochDay(Math.floorDiv(year, 10L) * 10, 1, 1);
      case CENTURY -> Calendar.epochDay(Math.floorDiv(year, 100L) * 100, 1, 1);
      case MILLENNIUM -> Calendar.epochDay(Math.floorDiv(year, 1000L) * 1000, 1, 1);
      default -> throw Failures.badValue("times cannot be cut to '" + unit + "'");
    };
  }

  /** The start of the bucket of so many months a moment lies in. */
  public static long monthBucket(long months, long micros, long origin) {
    checkWidth(months);
    long passed = Differences.borders(DatePart.MONTH, origin, micros);
    return Differences.plusMonths(origin, Math.floorDiv(passed, months) * months);
  }

  /** As {@link #monthBucket}, from January 2000. */
  public static long monthBucket(long months, long micros) {
    return monthBucket(months, micros, JANUARY);
  }

  /** The start of the bucket of so many microseconds a moment lies in. */
  public static long bucket(long width, long micros, long origin) {
    checkWidth(width);
    long passed = Math.subtractExact(micros, origin);
    return micros - Math.floorMod(passed, width);
  }

  /** As {@link #bucket}, from a Monday. */
  public static long bucket(long width, long micros) {
    return bucket(width, micros, MONDAY);
  }

  private static void checkWidth(long width) {
    if (width <= 0) {
      throw Failures.badValue("the width of a bucket must be positive");
    }
  }
}
