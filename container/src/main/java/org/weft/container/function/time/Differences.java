package org.weft.container.function.time;

import org.weft.container.expression.time.Calendar;
import org.weft.container.expression.tree.Failures;

/** How many units lie between two moments, and moments so many units later. */
public final class Differences {
  private static final int MONTHS_PER_YEAR = 12;

  private Differences() {}

  /** Borders of the unit between two moments. */
  public static long borders(DatePart unit, long from, long to) {
    return switch (unit) {
      case MICROSECOND -> Math.subtractExact(to, from);
      case NANOSECOND -> Math.multiplyExact(Math.subtractExact(to, from), 1000L);
      case MILLISECOND, SECOND, MINUTE, HOUR, DAY, DAY_OF_YEAR -> {
        long length = micros(unit == DatePart.DAY_OF_YEAR ? DatePart.DAY : unit);
        yield Math.floorDiv(to, length) - Math.floorDiv(from, length);
      }
      // as in DuckDB: whole weeks of days, and centuries by the year's first digits
      case WEEK, YEAR_WEEK -> (day(to) - day(from)) / 7;
      case MONTH -> month(to) - month(from);
      case QUARTER -> Math.floorDiv(month(to), 3L) - Math.floorDiv(month(from), 3L);
      case YEAR -> year(to) - year(from);
      case ISO_YEAR -> DatePart.isoYear(day(to)) - DatePart.isoYear(day(from));
      case DECADE -> year(to) / 10 - year(from) / 10;
      case CENTURY -> year(to) / 100 - year(from) / 100;
      case MILLENNIUM -> year(to) / 1000 - year(from) / 1000;
      default -> throw noLength(unit);
    };
  }

  /** Whole units from one moment to another; negative if the second is earlier. */
  public static long whole(DatePart unit, long from, long to) {
    return switch (unit) {
      case NANOSECOND -> Math.multiplyExact(Math.subtractExact(to, from), 1000L);
      case MICROSECOND, MILLISECOND, SECOND, MINUTE, HOUR, DAY, WEEK ->
          Math.subtractExact(to, from) / micros(unit);
      case MONTH, QUARTER, YEAR, DECADE, CENTURY, MILLENNIUM ->
          wholeMonths(from, to) / months(unit);
      case ISO_YEAR -> Math.subtractExact(to, from) / micros(DatePart.WEEK) / 52;
      default -> throw noLength(unit);
    };
  }

  /** Whole months from one moment to another; the last day of a month counts for later ones. */
  static long wholeMonths(long from, long to) {
    if (from > to) {
      return -wholeMonths(to, from);
    }
    long start = Calendar.split(day(from));
    long end = Calendar.split(day(to));
    long months =
        (Calendar.year(end) - Calendar.year(start)) * MONTHS_PER_YEAR
            + Calendar.month(end)
            - Calendar.month(start);
    int length = Calendar.monthLength(Calendar.year(end), Calendar.month(end));
    boolean endsMonth = Calendar.day(end) == length && Calendar.day(start) > length;
    boolean sameDay = endsMonth || Calendar.day(end) == Calendar.day(start);
    boolean isComplete =
        sameDay ? timeOfDay(to) >= timeOfDay(from) : Calendar.day(end) > Calendar.day(start);
    return isComplete ? months : months - 1;
  }

  /** The moment so many units later. */
  public static long plus(DatePart unit, long micros, long count) {
    return switch (unit) {
      case NANOSECOND -> Math.addExact(micros, Math.floorDiv(count, 1000L));
      case MICROSECOND, MILLISECOND, SECOND, MINUTE, HOUR, DAY, WEEK ->
          Math.addExact(micros, Math.multiplyExact(count, micros(unit)));
      case MONTH, QUARTER, YEAR, DECADE, CENTURY, MILLENNIUM ->
          plusMonths(micros, Math.multiplyExact(count, months(unit)));
      default -> throw noLength(unit);
    };
  }

  /** The moment so many months later, its day clipped to the month. */
  public static long plusMonths(long micros, long months) {
    if (Math.abs(months) > 100_000_000L) {
      throw new ArithmeticException("months");
    }
    long day = day(micros);
    long moved = Calendar.plusMonths(day, months);
    return Math.addExact(Math.multiplyExact(moved, DatePart.MICROS_PER_DAY), timeOfDay(micros));
  }

  /**
   * The months between two moments; two last days of months, or equal days, make whole ones, else a
   * month has 31 days.
   */
  public static double months(long to, long from) {
    long a = Calendar.split(day(to));
    long b = Calendar.split(day(from));
    long whole =
        (Calendar.year(a) - Calendar.year(b)) * MONTHS_PER_YEAR
            + Calendar.month(a)
            - Calendar.month(b);
    boolean sameDay = Calendar.day(a) == Calendar.day(b);
    if (sameDay || isLastDay(a) && isLastDay(b)) {
      return whole;
    }
    double seconds =
        (Calendar.day(a) - Calendar.day(b)) * 86_400.0
            + (timeOfDay(to) - timeOfDay(from)) / DatePart.MICROS_PER_SECOND;
    return whole + seconds / (31 * 86_400);
  }

  private static boolean isLastDay(long split) {
    return Calendar.day(split) == Calendar.monthLength(Calendar.year(split), Calendar.month(split));
  }

  /** The microseconds of a unit of fixed length. */
  public static long micros(DatePart unit) {
    return switch (unit) {
      case MICROSECOND -> 1;
      case MILLISECOND -> 1000;
      case SECOND -> DatePart.MICROS_PER_SECOND;
      case MINUTE -> 60 * DatePart.MICROS_PER_SECOND;
      case HOUR -> 3600 * DatePart.MICROS_PER_SECOND;
      case DAY -> DatePart.MICROS_PER_DAY;
      case WEEK -> 7 * DatePart.MICROS_PER_DAY;
      default -> throw noLength(unit);
    };
  }

  /** The months of a unit that has some. */
  public static int months(DatePart unit) {
    return switch (unit) {
      case MONTH -> 1;
      case QUARTER -> 3;
      case YEAR -> MONTHS_PER_YEAR;
      case DECADE -> 10 * MONTHS_PER_YEAR;
      case CENTURY -> 100 * MONTHS_PER_YEAR;
      case MILLENNIUM -> 1000 * MONTHS_PER_YEAR;
      default -> throw noLength(unit);
    };
  }

  private static RuntimeException noLength(DatePart unit) {
    return Failures.badValue("'" + unit.name().toLowerCase() + "' is no length of time");
  }

  static long day(long micros) {
    return Math.floorDiv(micros, DatePart.MICROS_PER_DAY);
  }

  static long timeOfDay(long micros) {
    return Math.floorMod(micros, DatePart.MICROS_PER_DAY);
  }

  private static long year(long micros) {
    return Calendar.year(Calendar.split(day(micros)));
  }

  private static long month(long micros) {
    long split = Calendar.split(day(micros));
    return Calendar.year(split) * MONTHS_PER_YEAR + Calendar.month(split) - 1;
  }
}
